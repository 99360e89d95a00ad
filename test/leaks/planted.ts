/** Files with secrets at every place that somebody has put one, and the search for them in what leaves the file. */

/** As all known real keys look. */
export const key = '5ec2e7a94b1f08d6c37e5a2f9d04b86e1c7f3a50e92d6b84f7a1c03e5d829b46';
/** A key all the same where it stands for one: the client takes any text. */
export const oddKey = 'Zq7vXk2-Wm9pRt4_Lb6nHc';
const user = 'ops7xGyB';
/** The password `Vx8wPqT@kQz3jN5d`: as the client wants it in a URL, as people write it, and with its percent sign doubled. */
const passwords = { plain: 'Vx8wPqT@kQz3jN5d', encoded: 'Vx8wPqT%40kQz3jN5d', doubled: 'Vx8wPqT%%40kQz3jN5d' };
const { plain, encoded, doubled } = passwords;

/** What is looked for: no part of so many characters may be seen. */
const secrets = [key, oddKey, user, 'Vx8wPqT', 'kQz3jN5d'];
const window = 6;
const parts = secrets.flatMap((secret) =>
  Array.from({ length: secret.length - window + 1 }, (_, start) => secret.slice(start, start + window).toLowerCase()),
);

/** The lines of a text that hold some part of a secret. */
export function leaksIn(text: string): readonly string[] {
  const lines = new Set(text.split('\n'));
  return [...lines].filter((line) => {
    const lower = line.toLowerCase();
    return parts.some((part) => lower.includes(part));
  });
}

/** Texts of a file, by where the secrets are. */
export const planted: Readonly<Record<string, string>> = {
  'in their places': `[Auth]\naccesskey = ${key}\n[Network]\nhttps_proxy = https://${user}:${doubled}@proxy:3128\n`,
  'a key of another form': `[Auth]\naccesskey = ${oddKey}\n\n[Settings]\ninstall_on_reboot = yes\n`,
  'a key in capitals': `[Auth]\nAccessKey : ${key.toUpperCase()}\n`,
  'in quotes, with a comment behind': `[Auth]\naccesskey = "${oddKey}" # was ${key}\n`,
  'a password with a single percent sign': `[Network]\nhttps_proxy = http://${user}:${encoded}@proxy:3128\n`,
  'a password with an @': `[Network]\nhttps_proxy = ${user}:${plain}@proxy:3128\n`,
  'a password with a space': `[Network]\nhttps_proxy = http://${user}:Vx8wPqT kQz3jN5d@proxy:3128 ; dmz\n`,
  'in another option': `[Auth]\naccesskey = x\n[Network]\nupdate_repo_url = https://${user}:${doubled}@mirror/${key}/\nssl_ca_cert_file = /etc/${key}.pem\n[Settings]\nhostname_override_file = /etc/${key}\n`,
  'in a boolean': `[Settings]\ninstall_on_reboot = ${key}\nupgrade_on_reboot = http://${user}:${doubled}@proxy:3128\nautoinstall = ${key} yes\n`,
  'in lines commented out': `[Auth]\n#accesskey = ${oddKey}\n; accesskey: ${key}\n# acceskey=${oddKey}\n[Network]\n#https_proxy = http://${user}:${encoded}@proxy\n`,
  'in comments': `# The key is ${key}\n# see https://${user}:${encoded}@wiki.example.com/ksplice and http://h/${key}\n[Auth]\n# accesskey ${oddKey}\naccesskey = x\n`,
  'behind values': `[Settings]\ninstall_on_reboot = yes # accesskey = ${oddKey}\nautoinstall = no ; ${key}\nupgrade_on_reboot = yes accesskey = ${oddKey}\n`,
  'under names with a slip': `[auth]\nacceskey = ${oddKey}\naccesskeys = ${oddKey}\n[Auth]\naccess-key = ${oddKey}\naccess key = ${oddKey}\n[Network]\nhttp_proxy = http://${user}:${doubled}@proxy\nhttps_prox = ${user}:${doubled}@proxy\n`,
  'in the wrong section': `[Settings]\naccesskey = ${oddKey}\nhttps_proxy = http://${user}:${doubled}@proxy\n[Other]\naccesskey = ${oddKey}\n`,
  'in [DEFAULT]': `[DEFAULT]\naccesskey = ${oddKey}\nhttps_proxy = http://${user}:${doubled}@proxy\n[Auth]\n[Settings]\n`,
  'in front of the first header': `accesskey = ${oddKey}\n[Auth]\n`,
  'in lines that go on': `[Auth]\naccesskey =\n  ${oddKey}\n  ${key}\n[Network]\nhttps_proxy = http://${user}:Vx8wPqT\n  kQz3jN5d@proxy\nssl_ca_cert_file =\n  # accesskey = ${oddKey}\n`,
  'in the value above': `[Auth]\nuse_hw_uuid = yes\n  accesskey = ${oddKey}\n  https_proxy = http://${user}:${doubled}@proxy\n`,
  twice: `[Auth]\naccesskey = ${oddKey}\naccesskey = ${key}\n[Auth]\naccesskey = ${oddKey}\n`,
  'without a delimiter': `[Auth]\naccesskey ${oddKey}\n[Network]\nhttps_proxy http://${user}:${encoded}@proxy\n`,
  'alone on a line': `[Auth]\n${key}\n`,
  'as a name': `[Auth]\n${key} = accesskey\n[${key}]\nenabled = ${key}\n`,
  'in a header': `[Auth] accesskey = ${oddKey}\n[accesskey = ${oddKey}\n[https_proxy = http://${user}:${encoded}@proxy]\n`,
  'behind a comment mark that is none': `[Auth]\nrem accesskey ${oddKey}\nrem accesskey = ${oddKey}\n`,
  'behind a byte order mark': `\uFEFF[Auth]\naccesskey = ${oddKey}\n`,
  'that other options refer to': `[Auth]\naccesskey = ${oddKey}\nuse_hw_uuid = %(accesskey)s\nother = <%(ACCESSKEY)s>\n`,
  'that other options refer to, with a percent sign': `[Auth]\naccesskey = ${oddKey}%\nuse_hw_uuid = %(accesskey)s\n`,
  'put together': `[DEFAULT]\nname = ${user}\npass = Vx8wPqT%%40kQz3jN5d\n[Network]\nhttps_proxy = http://%(name)s:%(pass)s@proxy:3128\ngconf_proxy_lookup = %(pass)s\n`,
  'put together, with a single percent sign': `[DEFAULT]\npass = ${encoded}\n[Network]\nhttps_proxy = http://x:%(pass)s@proxy:3128\n`,
  'as a boolean that is one': `[DEFAULT]\naccesskey = ${oddKey}\n[Settings]\ninstall_on_reboot = %(accesskey)s\nupgrade_on_reboot = 1\n`,
};

/** A whole file that the client takes: what somebody has open in the editor. */
export const plantedFile = `[Auth]
accesskey = ${oddKey}
# old: ${key}
[Network]
https_proxy = http://${user}:${doubled}@proxy:3128
[Settings]
acceskey = ${oddKey}
install_on_reboot = yes
`;

/** Texts of a template. */
export const plantedTemplates: Readonly<Record<string, string>> = {
  'a template': `<% key = '${key}' %>\n[Auth]\naccesskey = <%= @key || '${oddKey}' %>\n{# accesskey = ${oddKey} #}\n[Network]\nhttps_proxy = http://${user}:<%= '${encoded}' %>@proxy\n`,
  'a template around its values': `[Auth]\n<% if @own %>\naccesskey = ${oddKey}\n<% else %>\naccesskey = ${key}\n<% end %>\n[Settings]\nautoinstall = {{ '${key}' }}\ninstall_on_reboot = ${key}<%= @x %>\n`,
};
