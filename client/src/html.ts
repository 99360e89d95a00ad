/** The panel's page: the only place that writes HTML and its content security policy. */
import * as vscode from 'vscode';

/** Everything the page needs lies in dist; nothing is loaded from elsewhere, nothing inline runs. */
export function pageOf(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const address = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
  const policy = [`default-src 'none'`, `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource}`].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Power-Loss Preview</title>
    <link rel="stylesheet" href="${address('view.css')}">
  </head>
  <body>
    <main id="view"></main>
    <script nonce="${nonce}" src="${address('view.js')}"></script>
  </body>
</html>`;
}
