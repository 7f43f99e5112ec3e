/** The colours of the theme that is in force, for those that paint on a canvas. */
export interface ChartPalette {
  readonly colour: (name: string) => string;
  readonly font: string;
}

/** Reads the tokens of design/tokens.css as they are now; to be read again when the theme changes. */
export function readPalette(element: Element): ChartPalette {
  const style = getComputedStyle(element);
  const known = new Map<string, string>();
  return {
    colour(name) {
      let value = known.get(name);
      if (value === undefined) known.set(name, (value = style.getPropertyValue(`--${name}`).trim()));
      return value;
    },
    font: style.getPropertyValue('--font').trim(),
  };
}
