import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Reporter } from '../report-format.ts';
import { makeReportData } from './make-report-data.ts';
import { script, style } from './page-asset.js';

/**
 * The review packet: one page that needs nothing else. Its policy runs only the scripts that its hashes name, and loads
 * nothing (CSP level 3). Data from the repository is compressed, in base 64, in an element that is not run, and enters
 * the document as text.
 */
export const html: Reporter = (plan, context) => {
  const data = gzipSync(JSON.stringify(makeReportData(plan, context)), { level: 9 }).toString('base64');
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>ssot-codemod review</title>
<style>${style}</style>
</head>
<body>
<noscript>This report needs JavaScript: it holds its data compressed. It loads nothing from anywhere.</noscript>
<script type="application/gzip" id="data">${data}</script>
<script type="module">${script}</script>
</body>
</html>
`;
};

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
