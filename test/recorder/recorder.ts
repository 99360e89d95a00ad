/** Records what a process of Node does beside computing: connections, look-ups of names, processes, and files where that is wanted. */
import childProcess from 'node:child_process';
import dgram from 'node:dgram';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

export interface Deed {
  readonly kind: 'connect' | 'listen' | 'lookup' | 'datagram' | 'fetch' | 'spawn' | 'file';
  /** A destination, a program with its arguments, or a path behind the name of what is done with it. */
  readonly what: string;
  /** Who did it, the innermost function first. */
  readonly stack: string;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Puts a function in front of a method; undefined: it is nothing to record. */
type Wrap = (owner: object, name: string, see: (args: readonly unknown[]) => Omit<Deed, 'stack'> | undefined) => void;

function wrapper(record: (deed: Deed) => void): Wrap {
  return (owner, name, see) => {
    const methods = owner as Record<string, Method | undefined>;
    const original = methods[name];
    if (typeof original !== 'function') return;
    const replacement: Method = function (...args) {
      const seen = see(args);
      if (seen) record({ ...seen, stack: stackOf(replacement) });
      return original.apply(this, args);
    };
    // What `util.promisify` goes by, among others.
    Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(original));
    methods[name] = replacement;
  };
}

function stackOf(above: Method): string {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const holder = { stack: '' };
  Error.captureStackTrace(holder, above);
  Error.stackTraceLimit = before;
  return holder.stack;
}

/** From now on, as long as the process lives. Everything of Node that connects goes through one of these. */
export function recordConnections(record: (deed: Deed) => void): void {
  const wrap = wrapper(record);
  wrap(net.Socket.prototype, 'connect', ([first, second]) => ({ kind: 'connect', what: destinationOf(first, second) }));
  wrap(net.Server.prototype, 'listen', ([first, second]) => ({ kind: 'listen', what: destinationOf(first, second) }));
  for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of Object.getOwnPropertyNames(resolver).filter((each) => /^(lookup|resolve|reverse)/.test(each)))
      wrap(resolver, name, ([host]) => ({ kind: 'lookup', what: String(host) }));
  }
  for (const name of ['send', 'connect', 'bind'])
    wrap(dgram.Socket.prototype, name, (args) => ({ kind: 'datagram', what: `${name} ${args.slice(1).join(' ')}` }));
  wrap(globalThis, 'fetch', ([what]) => ({ kind: 'fetch', what: String(what instanceof Request ? what.url : what) }));
  wrap(childProcess.ChildProcess.prototype, 'spawn', ([options]) => {
    const { file, args } = options as { file: string; args?: readonly string[] };
    return { kind: 'spawn', what: [file, ...(args ?? []).slice(1)].join(' ') };
  });
  for (const name of ['spawnSync', 'execSync', 'execFileSync'])
    wrap(childProcess, name, ([file]) => ({ kind: 'spawn', what: String(file) }));
  // What `import { … }` of a module gives, too.
  syncBuiltinESMExports();
}

/** `127.0.0.1:80`, or a path; both as `net` takes them. */
function destinationOf(first: unknown, second: unknown): string {
  // What `net.connect` has made of its arguments.
  const target = Array.isArray(first) ? (first[0] as unknown) : first;
  if (typeof target === 'number') return `${typeof second === 'string' ? second : 'localhost'}:${target}`;
  if (typeof target === 'string') return target;
  const { path, host = 'localhost', port } = (target ?? {}) as { path?: string; host?: string; port?: number };
  return path ?? `${host}:${port ?? 0}`;
}

/** From now on: everything that is done with a file by its path. */
export function recordFiles(record: (deed: Deed) => void): void {
  const wrap = wrapper(record);
  for (const owner of [fs, fs.promises]) {
    for (const name of Object.keys(owner)) {
      if (!/^[a-z]/.test(name)) continue;
      wrap(owner, name, ([path]) =>
        typeof path === 'string' || path instanceof URL || Buffer.isBuffer(path)
          ? { kind: 'file', what: `${name} ${String(path)}` }
          : undefined,
      );
    }
  }
  syncBuiltinESMExports();
}
