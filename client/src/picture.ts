/** What a picture from the page must be before it is written to a file: the page is not trusted with more than pixels. */

/** What runs or loads something once the file is opened in a browser. */
const forbidden = [
  /<\s*(?:[\w-]+:)?(?:script|foreignObject|iframe|object|embed|a|set|animate\w*)\b/i,
  /<!(?:DOCTYPE|ENTITY)/i,
  /<\?(?!xml\s)/i,
  /[\s"'/]on[a-z]+\s*=/i,
  /javascript\s*:/i,
  /(?:href|src)\s*=(?!\s*["']#)/i,
  /@import/i,
  /url\((?!\s*(?:["']|&quot;)?#)/i,
];

/** Whether a text is an SVG document that only draws. */
export function isDrawing(text: string): boolean {
  const isDocument = /^\s*(?:<\?xml[^>]*\?>\s*)?<svg[\s>][^]*<\/svg>\s*$/.test(text);
  return isDocument && !forbidden.some((pattern) => pattern.test(text));
}
