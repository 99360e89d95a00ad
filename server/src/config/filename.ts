/** What a file's name says about it. */

const fileName = 'uptrack.conf';
const templateSuffixes = ['erb', 'epp', 'j2', 'jinja', 'jinja2', 'tmpl', 'tpl', 'template', 'in'];

/** Whether a path or URI names a template of the file rather than the file itself. */
export function isTemplateName(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return templateSuffixes.some((suffix) => name.endsWith(`.${suffix}`));
}

/** Whether a file of this name, without its folder, is a configuration file or a template of one. */
export function isConfigName(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === fileName || templateSuffixes.some((suffix) => lower === `${fileName}.${suffix}`);
}
