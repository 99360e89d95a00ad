/** The file as the vendor lays it out: its sections, options and defaults, with comments of our own. */
import { accessKeySentinel } from './options.ts';

/** Ends with a line break; `key = value` at the first column, one blank line between groups, as public scripts expect it. */
export const defaultFile = `[Auth]
# The key that ties this host to an account of the Ksplice service.
accesskey = ${accessKeySentinel}

[Network]
# The proxy on the way to the Uptrack server: [protocol://][user:password@]host[:port].
# Empty: as the environment says. None: no proxy, whatever it says.
https_proxy =
# Ask the desktop settings for a proxy where nothing else names one.
gconf_proxy_lookup = no

# A local Uptrack server: the certificates that it is verified with, and its address.
#ssl_ca_cert_file =
#ssl_ca_cert_dir =
#update_repo_url=

[Settings]
# At boot, before the network is up: install again what the last completed run saved for this kernel.
install_on_reboot = yes

# At boot, once the network is up: install every update available for the kernel that boots.
#upgrade_on_reboot = yes

# From time to time: install what is new. Otherwise it is only downloaded and reported.
autoinstall = no
`;

/** The same as a snippet: the key is the place to fill in. */
export const defaultFileSnippet = defaultFile
  .replace(/[\\$}]/g, '\\$&')
  .replace(accessKeySentinel, `\${1:${accessKeySentinel}}`);
