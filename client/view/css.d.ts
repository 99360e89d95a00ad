/** esbuild gathers imported style sheets into dist/view.css. */
declare module '*.css';
