import type { BuildOptions } from 'esbuild';

export declare const bundles: Readonly<Record<'client' | 'server' | 'serverBrowser' | 'cli' | 'view', BuildOptions>>;
