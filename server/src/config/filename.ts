/** What a file's name says about it. */

const fileName = 'uptrack.conf';
const templateSuffixes = ['erb', 'epp', 'j2', 'jinja', 'jinja2', 'tmpl', 'tpl', 'template', 'in'];

/** What package managers, editors and people put behind the name of a file when they keep another version of it. */
const copySuffixes = [
  'bak',
  'backup',
  'old',
  'orig',
  'new',
  'save',
  'saved',
  'copy',
  'dist',
  'default',
  'disabled',
  'git',
  'rej',
  'swp',
  'txt',
  'rpmnew',
  'rpmorig',
  'rpmsave',
  'dpkg-bak',
  'dpkg-dist',
  'dpkg-new',
  'dpkg-old',
  'dpkg-tmp',
  'ucf-dist',
  'ucf-new',
  'ucf-old',
];

/** A numbered or dated copy, or one of an editor; a suffix that names a language is a word. */
const isCopySuffix = (suffix: string): boolean => copySuffixes.includes(suffix) || !/^[a-z][\w-]*$/.test(suffix);

/**
 * Whether a path or URI names a template of the file rather than the file itself: by a suffix of a known template language at
 * its end, or by any further suffix behind `.conf` that is not the mark of a copy, such as `uptrack.conf.mustache`. Someone who
 * associates such a file with this language has said that it is one.
 */
export function isTemplateName(path: string): boolean {
  const [, ...suffixes] = path
    .replace(/^.*[/\\]/s, '')
    .toLowerCase()
    .split('.');
  if (templateSuffixes.includes(suffixes.at(-1) ?? '')) return true;
  const conf = suffixes.lastIndexOf('conf');
  return conf !== -1 && suffixes.slice(conf + 1).some((suffix) => !isCopySuffix(suffix));
}

/** What the name of a file says of its text. */
export interface NamedForm {
  readonly isTemplate: boolean;
  /** A line that starts with `%` may be Ruby. Absent: no. */
  readonly hasRubyLines?: boolean;
}

/** By a path or URI. */
export const formOf = (path: string): NamedForm => ({
  isTemplate: isTemplateName(path),
  ...(/\.erb(?:\.[^/\\]*)?$/i.test(path) && { hasRubyLines: true }),
});

/** Whether a file of this name, without its folder, is a configuration file or a template of one. */
export function isConfigName(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === fileName || templateSuffixes.some((suffix) => lower === `${fileName}.${suffix}`);
}
