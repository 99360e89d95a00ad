/** Files that people write: lines of the shipped file and of real mistakes, mixed, with a key or none. */
import fc from 'fast-check';
import { booleanWords, options, sections } from '../../../server/src/config/options.ts';

export const secretKey = 'feedface'.repeat(8);
export const secretPassword = 's3cr3t-p4ss';

const pick = fc.constantFrom;
const join = (...parts: fc.Arbitrary<string>[]): fc.Arbitrary<string> => fc.tuple(...parts).map((all) => all.join(''));

const value = fc.oneof(
  { weight: 8, arbitrary: pick(...booleanWords.keys()) },
  {
    weight: 3,
    arbitrary: pick('', 'y', 'enabled', '2', '"yes"', "'no'", '""', 'yes</br>', 'None', 'YES', 'no <br/> </p>', 'ü'),
  },
  {
    weight: 2,
    arbitrary: pick('yes # c', 'yes ; c', 'no;c', '# c', '; c', 'yes [User]', 'yes[Known-Exploit-Detection]'),
  },
  { weight: 2, arbitrary: pick('50%', '%%', '%(accesskey)s', '%(missing)s', '%(x)s', '%40', '%(x)d') },
  {
    weight: 3,
    arbitrary: pick(
      secretKey,
      `"${secretKey}"`,
      `${secretKey} # ours`,
      `http://admin:${secretPassword}@proxy.example.com:3128`,
      `admin:${secretPassword}@proxy:3128 ; dmz`,
      `https://a:x@${secretPassword}@proxy`,
      `http://a:50%${secretPassword}@proxy`,
      `https://a:50%%${secretPassword}@proxy`,
      secretKey.slice(32),
    ),
  },
  {
    weight: 1,
    arbitrary: pick(
      'INSERT_ACCESS_KEY',
      'deadbeef',
      'https://updates.ksplice.com/update-repository',
      'https://updates.ksplice.com/update-repository/',
      'https://oraclecloud-updates-ksplice.oracle.com/x',
    ),
  },
  { weight: 1, arbitrary: pick('{{ x }}', '<%= @x %>', '${X}', '@X@', '<% if @x = 1 %>') },
);
const delimiter = pick(' = ', ' = ', ' = ', '=', ': ', ' : ', ' ', '= = ');
const indent = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: pick(' ', '  ', '\t', '\u00a0') },
);
const name = fc.oneof(
  { weight: 12, arbitrary: pick(...options.map((option) => option.name)) },
  {
    weight: 3,
    arbitrary: pick('AccessKey', 'acceskey', 'upgrade_on_rebot', 'AUTOINSTALL', 'x', 'proxy', '', 'rem', 'rem x'),
  },
);
/** An option with a value that suits it, or any. */
const option = fc.oneof(
  { weight: 6, arbitrary: join(indent, name, delimiter, value) },
  {
    weight: 2,
    arbitrary: join(indent, pick('accesskey', 'acceskey', 'access_key'), delimiter, pick(secretKey, `${secretKey}x`)),
  },
  { weight: 1, arbitrary: join(indent, fc.constant('https_proxy'), delimiter, value) },
);
const header = join(
  indent,
  fc.oneof(
    { weight: 8, arbitrary: pick(...sections.map((section) => `[${section.name}]`)) },
    {
      weight: 2,
      arbitrary: pick('[settings]', '[Settings ]', '[DEFAULT]', '[email]', '[actions]', '[Settings', '[]', '[Auth]]'),
    },
  ),
  fc.oneof(
    { weight: 8, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: pick(' # see [1]', ' junk', ' ; c', ' ') },
  ),
);
const line = fc.oneof(
  { weight: 10, arbitrary: option },
  { weight: 5, arbitrary: header },
  {
    weight: 2,
    arbitrary: join(
      indent,
      pick(
        '# c',
        '; c',
        '# Managed by Puppet',
        '#accesskey = ' + secretKey,
        '#accesskey = x',
        'rem c',
        'REM',
        'rem a = b',
        'remark',
      ),
    ),
  },
  { weight: 2, arbitrary: pick('', '', '  ', '\t') },
  { weight: 1, arbitrary: pick('{% if x %}', '<% end -%>', '<%= @x %>', 'hello', '= v', secretKey) },
);

const lines = fc.oneof(
  fc.array(line, { maxLength: 12 }),
  fc.tuple(header, fc.array(line, { maxLength: 8 })).map(([first, rest]) => [first, ...rest]),
  // Nearly sound: one section of each, one wrong line somewhere.
  fc.tuple(fc.shuffledSubarray([...options]), line, fc.nat(30)).map(([some, wrong, at]) => {
    const sound = sections.flatMap((section) => [
      `[${section.name}]`,
      ...some
        .filter((each) => each.section === section.name)
        .map((each) => `${each.name} = ${each.type === 'boolean' ? 'yes' : 'v'}`),
    ]);
    return sound.toSpliced(at % (sound.length + 1), 0, wrong);
  }),
);

/** A text as it may stand in an editor. */
export const documents: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof({ weight: 15, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constant('\uFEFF') }),
    lines,
    pick('\n', '\n', '\n', '\r\n'),
    fc.boolean(),
  )
  .map(([start, all, terminator, isComplete]) => start + all.join(terminator) + (isComplete ? terminator : ''));
