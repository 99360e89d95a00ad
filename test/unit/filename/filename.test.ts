import { describe, expect, it } from 'vitest';
import { formOf, isConfigName, isTemplateName } from '../../../server/src/config/filename.ts';

describe('a template by its name', () => {
  it.each([
    // Languages that are known.
    ...['erb', 'epp', 'j2', 'jinja', 'jinja2', 'tmpl', 'tpl', 'template', 'in'].map(
      (suffix) => `uptrack.conf.${suffix}`,
    ),
    'file:///srv/puppet%20x/templates/uptrack.conf.erb',
    'C:\\puppet\\templates\\Uptrack.Conf.ERB',
    'ksplice.j2',
    // Others, of a file that someone says is one of ours.
    'uptrack.conf.mustache',
    'untitled:uptrack.conf.hbs',
    '/srv/salt/uptrack.conf.jinja.sls',
    '/srv/ksplice.conf.gotmpl',
    // A copy of a template is one.
    'uptrack.conf.erb.orig',
    'uptrack.conf.mustache.bak',
  ])('%s', (path) => {
    expect(isTemplateName(path)).toBe(true);
  });
});

describe('lines of Ruby', () => {
  it.each([
    ['uptrack.conf.erb', true],
    ['file:///srv/templates/Uptrack.Conf.ERB', true],
    ['uptrack.conf.erb.orig', true],
    ['uptrack.conf.epp', undefined],
    ['/srv/uptrack.erb/uptrack.conf.j2', undefined],
    ['uptrack.conf', undefined],
  ])('%s: %s', (path, expected) => {
    expect(formOf(path).hasRubyLines).toBe(expected);
  });
});

describe('no template', () => {
  it.each([
    'uptrack.conf',
    'file:///etc/uptrack/uptrack.conf',
    '/srv/roles.conf.erb/uptrack.conf',
    'C:\\roles.conf.mustache\\uptrack.conf',
    'ksplice.conf',
    'uptrack',
    'uptrack.ini',
    'my.uptrack',
    'Untitled-1',
    // Copies: the client would read them as they are.
    ...['bak', 'orig', 'rpmnew', 'rpmsave', 'dpkg-dist', 'ucf-old', 'txt', '1', '2026-01-31', '20260131', 'conf'].map(
      (suffix) => `uptrack.conf.${suffix}`,
    ),
    'uptrack.conf~',
    'uptrack.conf.~1~',
    'uptrack.conf.bak.2',
    'uptrack.conf.',
    '',
  ])('%s', (path) => {
    expect(isTemplateName(path)).toBe(false);
  });
});

describe('what the command line looks for in folders', () => {
  it.each([
    ['uptrack.conf', true],
    ['Uptrack.conf', true],
    ['uptrack.conf.epp', true],
    // Only a person can say that these are ours.
    ['uptrack.conf.mustache', false],
    ['uptrack.conf.bak', false],
    ['other.conf', false],
    ['my-uptrack.conf', false],
  ])('%s: %s', (name, expected) => {
    expect(isConfigName(name)).toBe(expected);
  });
});
