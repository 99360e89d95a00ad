/** The features that an editor asks for once it shows a document. */
import type { AnswerOf } from './answer.ts';
import type * as features from './editor-features.ts';

export type EditorFeatures = typeof features;
export type AnswerEditor = AnswerOf<EditorFeatures>;

export const loadEditorFeatures = (): Promise<EditorFeatures> => import('./editor-features.ts');
