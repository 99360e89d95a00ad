/** The chart as a picture that stands alone: no page, no style sheet, no token of the editor. */

const namespace = 'http://www.w3.org/2000/svg';
/** In CSS pixels. To the left of the drawing stands its scale. */
const margin = 16;
const scale = 40;
const title = 24;

/** What an element's look comes from; each is an attribute of SVG, too. A colour brings its own opacity: it comes later. */
const properties = [
  'fill-opacity',
  'stroke-opacity',
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'paint-order',
  'overflow',
  'shape-rendering',
  'font-family',
  'font-size',
  'font-weight',
  'opacity',
] as const;

/** The drawing with the colours and sizes that it has on the screen, under a title. */
export function pictureOf(drawing: SVGSVGElement, headline: string): string {
  const { width, height } = drawing.getBoundingClientRect();
  const look = getComputedStyle(document.body);
  const picture = create('svg', {
    width: String(Math.ceil(width + scale + 2 * margin)),
    height: String(Math.ceil(height + title + 2 * margin)),
  });
  const background = create('rect', { width: '100%', height: '100%', ...colour('fill', look.backgroundColor) });
  const text = create('text', {
    x: String(margin),
    y: String(margin + 10),
    'font-family': look.fontFamily,
    'font-size': '13',
    ...colour('fill', look.color),
  });
  text.textContent = headline;
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  settle(drawing, copy);
  for (const [name, value] of Object.entries({ x: margin + scale, y: margin + title, width, height })) {
    copy.setAttribute(name, String(value));
  }
  picture.append(background, text, copy);
  return new XMLSerializer().serializeToString(picture);
}

function create(name: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

/** Writes into the copy what the style sheet makes of the original; what is not shown goes. */
function settle(original: Element, copy: Element): void {
  const style = getComputedStyle(original);
  if (style.display === 'none' && original.localName === 'text') {
    copy.remove();
    return;
  }
  const children = [...copy.children];
  for (const [i, child] of [...original.children].entries()) {
    const other = children[i];
    if (other !== undefined) settle(child, other);
  }
  copy.removeAttribute('class');
  copy.removeAttribute('aria-hidden');
  for (const property of properties) {
    for (const [name, value] of Object.entries(colour(property, style.getPropertyValue(property)))) {
      copy.setAttribute(name, value);
    }
  }
}

/** Mixed colours are computed as `color(srgb …)`, which other programs than browsers do not read. */
function colour(property: string, value: string): Readonly<Record<string, string>> {
  const [, red, green, blue, alpha] = /^color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(value) ?? [];
  if (red === undefined) return { [property]: value };
  const rgb = [red, green, blue].map((part) => Math.round(Number(part) * 255)).join(', ');
  const plain = { [property]: `rgb(${rgb})` };
  return alpha === undefined ? plain : { ...plain, [`${property}-opacity`]: alpha };
}
