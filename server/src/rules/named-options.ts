/** Sections and options by the names that a person sees. */
import { once } from '../analysis.ts';
import type { OutlineOption, OutlineSection } from '../config/outline.ts';
import { isRemark } from './refusals.ts';

export interface NamedOption extends OutlineOption {
  /** Lower case. */
  readonly name: string;
  readonly section: OutlineSection & { readonly name: string };
}

/** Those whose name and section are known for sure, whatever a template renders, and that no Python takes for comments. */
export const namedOptions = once(({ document, outline }): readonly NamedOption[] =>
  outline.flatMap((section) => {
    const { name: sectionName } = section;
    if (sectionName === null) return [];
    const named = { ...section, name: sectionName };
    return section.options.flatMap((option) =>
      option.name === null || option.name === '' || !option.isSettled || isRemark(option.line, document)
        ? []
        : [{ ...option, name: option.name, section: named }],
    );
  }),
);

/** The first section of each name, and the names of its options. */
export const sectionsByName = once(({ outline }) => {
  const byName = new Map<string, { readonly section: OutlineSection; readonly names: ReadonlySet<string> }>();
  for (const section of outline) {
    if (section.name === null || byName.has(section.name)) continue;
    byName.set(section.name, { section, names: new Set(section.options.flatMap(({ name }) => name ?? [])) });
  }
  return byName;
});
