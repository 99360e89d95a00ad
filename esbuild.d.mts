import type { BuildOptions } from 'esbuild';

export declare const bundles: Readonly<Record<'client' | 'server' | 'cli' | 'view', BuildOptions>>;
