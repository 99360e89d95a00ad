import { describe, expect, it } from 'vitest';
import { isDrawing } from '../../../client/src/picture.ts';

const svg = (inside: string, attributes = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"${attributes}>${inside}</svg>`;

describe('a picture from the page', () => {
  it.each([
    ['drawing', svg('<path d="M0 0 h10" fill="url(#shade)" stroke="url(&quot;#hatch&quot;)"/><use href="#mark"/>')],
    ['sentence with a name of an option', svg('<text>upgrade_on_reboot = yes, and on the next boot: 3 = 3</text>')],
    ['declaration before it', `<?xml version="1.0"?>\n${svg('')}\n`],
    ['title', svg('<title>What comes back</title><desc>on a host</desc>')],
  ])('is taken: %s', (_, text) => {
    expect(isDrawing(text)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['page', '<html><svg></svg></html>'],
    ['unfinished', '<svg><path/>'],
    ['something behind it', `${svg('')}<p>more</p>`],
    ['another element that begins so', '<svgx></svg>'],
    ['script', svg('<script>alert(1)</script>')],
    ['script in capitals', svg('<SCRIPT>alert(1)</SCRIPT>')],
    ['script by its prefix', svg('<s:script/>')],
    ['attribute of an event', svg('', ' onload="alert(1)"')],
    ['attribute of an event without a space before it', svg('<path d=""onclick="alert(1)"/>')],
    ['attribute of an event after a line break', svg('<path\nonclick = "alert(1)"/>')],
    ['page within', svg('<foreignObject><p/></foreignObject>')],
    ['link', svg('<a href="#x"><path/></a>')],
    ['address elsewhere', svg('<use href="https://host.example/a.svg#x"/>')],
    ['image', svg("<image xlink:href='data:image/png;base64,AA'/>")],
    ['style from elsewhere', svg('<path fill="url(https://host.example/a)"/>')],
    ['quoted style from elsewhere', svg('<style>path { fill: url("//host.example/a") }</style>')],
    ['style from elsewhere, its letters as numbers', svg('<path fill="url(&#104;ttps://host.example/a)"/>')],
    ['imported style', svg('<style>@import "a.css"</style>')],
    ['document type', `<!DOCTYPE svg [<!ENTITY a "b">]>${svg('&amp;a;')}`],
    ['document type within', svg('<!ENTITY a "b">')],
    ['style sheet of its own', `<?xml-stylesheet href="#a"?>${svg('')}`],
  ])('is refused: %s', (_, text) => {
    expect(isDrawing(text)).toBe(false);
  });
});
