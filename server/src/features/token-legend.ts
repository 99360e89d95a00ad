/** The kinds of semantic tokens: an editor is told them before there is any document. */

/** What the numbers of an answer stand for; an answer and the capability share it. */
export const legend = {
  tokenTypes: ['namespace', 'property', 'enumMember', 'number', 'string', 'comment', 'macro'],
  /** `ignored`, the only one of our own: the client does not look at it. */
  tokenModifiers: ['deprecated', 'ignored'],
} as const;

export type TokenType = (typeof legend.tokenTypes)[number];
export type TokenModifier = (typeof legend.tokenModifiers)[number];
