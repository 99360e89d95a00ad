import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../server/src/rules/index.ts';
import { cli, folderWith, healthy, key } from './cli.ts';

const misspelt = healthy.replace('install_on_reboot', 'install_on_rebot');
/** A warning and no error. */
const removed = `${healthy}cron_output_error = yes\n`;

interface Checked {
  files: { file: string; diagnostics: { rule: string; severity: string; message: string; range: unknown }[] }[];
  summary: { files: number; errors: number; warnings: number };
}

describe('check --format json', () => {
  it('gives ranges of the language server protocol and a summary', async () => {
    const cwd = folderWith({ 'uptrack.conf': misspelt });
    const { code, out, err } = await cli(['check', '--format', 'json', 'uptrack.conf'], { cwd });
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const { files, summary } = JSON.parse(out) as Checked;
    expect(summary).toEqual({ files: 1, errors: 1, warnings: 0 });
    expect(files).toHaveLength(1);
    expect(files[0]?.file).toBe('uptrack.conf');
    expect(files[0]?.diagnostics).toEqual([
      {
        rule: 'unknown-key',
        severity: 'error',
        message: expect.stringContaining('install_on_reboot') as string,
        range: { start: { line: 4, character: 0 }, end: { line: 4, character: 16 } },
      },
    ]);
  });

  it('counts characters as UTF-16 code units', async () => {
    const cwd = folderWith({ 'uptrack.conf': `${healthy}[😀] # see\n` });
    const { out } = await cli(['check', '--format', 'json', 'uptrack.conf'], { cwd });
    const found = (JSON.parse(out) as Checked).files[0]?.diagnostics;
    expect(found?.find(({ rule }) => rule === 'text-after-section-header')?.range).toEqual({
      start: { line: 5, character: 5 },
      end: { line: 5, character: 10 },
    });
  });

  it('speaks of the chosen Pythons and client alone', async () => {
    const cwd = folderWith({ 'uptrack.conf': `${healthy}install_on_reboot = no\n` });
    const severities = async (...options: string[]): Promise<string[]> => {
      const { out } = await cli(['check', '--format', 'json', ...options, 'uptrack.conf'], { cwd });
      return ((JSON.parse(out) as Checked).files[0]?.diagnostics ?? []).map(
        ({ rule, severity }) => `${severity} ${rule}`,
      );
    };
    expect(await severities()).toEqual(['error duplicate-key']);
    expect(await severities('--python', '3.9')).toEqual(['error duplicate-key']);
    expect(await severities('--python', '2')).toEqual(['warning duplicate-key']);
    const keyless = folderWith({ 'uptrack.conf': '[Auth]\naccesskey =\n' });
    const { code } = await cli(['check', 'uptrack.conf'], { cwd: keyless });
    const offline = await cli(['check', '--client', 'offline', 'uptrack.conf'], { cwd: keyless });
    expect([code, offline.code]).toEqual([1, 0]);
  });
});

describe('the exit code of check', () => {
  it.each([
    [healthy, 'error', 0],
    [healthy, 'warning', 0],
    [removed, 'error', 0],
    [removed, 'warning', 1],
    [misspelt, 'error', 1],
    [misspelt, 'warning', 1],
    [misspelt, 'never', 0],
  ])('%j with --fail-on %s: %i', async (text, threshold, code) => {
    const cwd = folderWith({ 'uptrack.conf': text });
    expect((await cli(['check', '--fail-on', threshold, 'uptrack.conf'], { cwd })).code).toBe(code);
  });

  it('is 2 for a file that cannot be read, and the others are still checked', async () => {
    const cwd = folderWith({ 'uptrack.conf': misspelt });
    const { code, out, err } = await cli(['check', 'missing.conf', 'uptrack.conf'], { cwd });
    expect(code).toBe(2);
    expect(err).toBe('missing.conf: no such file or directory\n');
    expect(out).toMatch(/^uptrack\.conf:5:1 error unknown-key /);
  });

  it.each([
    [[]],
    [['--format', 'xml', 'uptrack.conf']],
    [['--python', '3', 'uptrack.conf']],
    [['--python']],
    [['--nonsense', 'uptrack.conf']],
  ])('is 2 for wrong usage: %j', async (argv) => {
    const { code, out, err } = await cli(['check', ...argv]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('uptrack-conf check --help');
  });
});

describe('check of folders', () => {
  const files = {
    'puppet/templates/uptrack.conf.erb': '[Auth]\naccesskey = <%= @key %>\n',
    'b/etc/uptrack/uptrack.conf': healthy,
    'a/uptrack.conf.j2': '[Auth]\naccesskey = {{ key }}\n',
    'a/uptrack.conf.bak': 'no configuration\n',
    'a/other.conf': 'no configuration\n',
    'node_modules/x/uptrack.conf': 'no configuration\n',
    '.git/uptrack.conf': 'no configuration\n',
  };
  const found = ['a/uptrack.conf.j2', 'b/etc/uptrack/uptrack.conf', 'puppet/templates/uptrack.conf.erb'];
  const namesIn = (out: string): string[] => (JSON.parse(out) as Checked).files.map(({ file }) => file);

  it('finds configuration files and templates by their names', async () => {
    const cwd = folderWith(files);
    const { code, out } = await cli(['check', '--format', 'json', '.'], { cwd });
    expect(namesIn(out)).toEqual(found);
    expect(code).toBe(0);
  });

  it('checks a file once, and one that is named whatever it is called', async () => {
    const cwd = folderWith(files);
    const { out } = await cli(['check', '--format', 'json', 'b', 'b/etc/uptrack/uptrack.conf', 'a/other.conf'], {
      cwd,
    });
    expect(namesIn(out)).toEqual(['b/etc/uptrack/uptrack.conf', 'a/other.conf']);
  });

  it('follows a link to a file, none to a folder, and names one that leads nowhere', async () => {
    const cwd = folderWith({ 'real/etc/x.conf': healthy, 'links/readme': '' });
    symlinkSync(join(cwd, 'real/etc/x.conf'), join(cwd, 'links/uptrack.conf'));
    symlinkSync(cwd, join(cwd, 'links/loop'));
    symlinkSync(join(cwd, 'nowhere'), join(cwd, 'links/uptrack.conf.erb'));
    const { code, out, err } = await cli(['check', '--format', 'json', 'links'], { cwd });
    expect(namesIn(out)).toEqual(['links/uptrack.conf']);
    expect({ code, err }).toEqual({ code: 2, err: 'links/uptrack.conf.erb: no such file or directory\n' });
  });

  it('says so when there is nothing', async () => {
    const cwd = folderWith({ 'a/b': '' });
    const { code, out, err } = await cli(['check', '.'], { cwd });
    expect({ code, out, err }).toEqual({
      code: 0,
      out: 'no file checked: no problems\n',
      err: 'No configuration file found.\n',
    });
  });
});

describe('check of standard input', () => {
  it('is called -, or what --stdin-filename says', async () => {
    const stdin = '[Settings]\nautoinstall = <%= @on %>\n';
    const plain = await cli(['check', '--client', 'offline', '-'], { stdin });
    expect(plain.out).toMatch(/^-:2:15 warning unrendered-template /m);
    const name = 'templates/uptrack.conf.erb';
    const template = await cli(['check', '--client', 'offline', '--stdin-filename', name, '--format', 'json', '-'], {
      stdin,
    });
    const [file] = (JSON.parse(template.out) as Checked).files;
    expect(file?.file).toBe(name);
    expect(file?.diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
  });
});

describe('check of bytes', () => {
  const latin1 = Buffer.from(`${healthy}# caf\xe9\n`, 'latin1');

  it('reports what is not UTF-8 where a Python 3 is selected', async () => {
    const cwd = folderWith({ 'uptrack.conf': latin1 });
    const { code, out } = await cli(['check', '--format', 'json', '--python', '3.9', 'uptrack.conf'], { cwd });
    expect(code).toBe(1);
    const found = (JSON.parse(out) as Checked).files[0]?.diagnostics.find(({ rule }) => rule === 'not-utf8');
    expect(found).toMatchObject({
      severity: 'error',
      range: { start: { line: 5, character: 5 }, end: { line: 5, character: 6 } },
    });
    const python2 = await cli(['check', '--python', '2', 'uptrack.conf'], { cwd });
    expect(python2.code).toBe(0);
    expect(python2.out).not.toContain('not-utf8');
  });

  it('survives binaries, and prints nothing that steers a terminal', async () => {
    const binary = Uint8Array.from({ length: 4096 }, (_, index) => (index * 131 + (index >> 7)) & 0xff);
    const cwd = folderWith({
      'uptrack.conf': binary,
      'uptrack.conf.in': '[Settings]\nautoinstall = \x1b[2J\u202eon\n',
    });
    for (const format of ['text', 'json', 'sarif', 'github']) {
      expect((await cli(['check', '--format', format, '.'], { cwd })).code).toBe(1);
    }
    const { out } = await cli(['check', '.'], { cwd });
    expect(out).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    expect(out).toContain('\\x1b[2J\\u202eon');
  });
});

describe('the other formats of check', () => {
  it('text: a line each, and a summary', async () => {
    const cwd = folderWith({ 'uptrack.conf': `${removed}unknown\n` });
    const { out } = await cli(['check', 'uptrack.conf'], { cwd });
    const lines = out.trimEnd().split('\n');
    expect(lines.slice(0, -1).map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'uptrack.conf:6:1 warning removed-option',
      'uptrack.conf:7:1 error missing-delimiter',
    ]);
    expect(lines.at(-1)).toBe('1 file checked: 1 error, 1 warning');
  });

  it('github: workflow commands, escaped', async () => {
    const cwd = folderWith({ 'a,b:c/uptrack.conf': `${healthy}autoinstall = 50%25\n` });
    const { out } = await cli(['check', '--format', 'github', 'a,b:c'], { cwd });
    const [first = ''] = out.split('\n');
    expect(first).toMatch(
      /^::error file=a%2Cb%3Ac\/uptrack\.conf,line=6,endLine=6,col=15,endColumn=19,title=[a-z-]+::/,
    );
    const message = first.slice(first.indexOf('::', 2) + 2);
    expect(message).not.toMatch(/%(?!25|0D|0A)/);
  });

  it('sarif: valid places, and every rule in the table', async () => {
    const cwd = folderWith({ 'a b/uptrack.conf': misspelt });
    const { code, out } = await cli(['check', '--format', 'sarif', 'a b', 'missing'], { cwd });
    expect(code).toBe(2);
    const log = JSON.parse(out) as {
      version: string;
      runs: {
        tool: { driver: { name: string; semanticVersion: string; rules: { id: string }[] } };
        invocations: { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] }[];
        results: { ruleId: string; ruleIndex: number }[];
      }[];
    };
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    const driver = run?.tool.driver;
    expect(driver).toMatchObject({ name: 'uptrack-conf', semanticVersion: '1.2.3' });
    expect(driver?.rules.map(({ id }) => id)).toEqual([...rules.map(({ id }) => id), 'not-utf8']);
    expect(run?.results).toEqual([
      {
        ruleId: 'unknown-key',
        ruleIndex: rules.findIndex(({ id }) => id === 'unknown-key'),
        level: 'error',
        message: { text: expect.stringContaining('install_on_reboot') as string },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'a%20b/uptrack.conf' },
              region: { startLine: 5, startColumn: 1, endLine: 5, endColumn: 17 },
            },
          },
        ],
      },
    ]);
    expect(run?.invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'missing: no such file or directory' } }],
    });
  });
});

describe('secrets in check', () => {
  it.each([
    `[Auth]\naccesskey ${key}\n`,
    `accesskey = ${key}\n`,
    `[Auth]\nacceskey = ${key}\n`,
    `[Auth]\nrem accesskey ${key}\n`,
    `[Auth]\naccesskey = "${key}" # mine\nuse_hw_uuid = %(accesskey)s\n`,
    `[Auth]\naccesskey = ${key}\nuse_hw_uuid = no\n  accesskey = ${key}\n`,
  ])('%j', async (text) => {
    const cwd = folderWith({ 'uptrack.conf': text });
    for (const format of ['text', 'json', 'sarif', 'github']) {
      for (const python of ['2', '3.9', 'all']) {
        const { code, out } = await cli(['check', '--format', format, '--python', python, 'uptrack.conf'], { cwd });
        expect(code).not.toBe(2);
        expect(out).not.toContain(key);
      }
    }
  });
});
