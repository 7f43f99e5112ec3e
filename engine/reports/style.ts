/** Colours and measures of the printed page. Signs and fills carry the meaning too: it must read in grey. */
export const colours = {
  ink: '#1b2430',
  muted: '#5f6b7a',
  rule: '#cfd6de',
  faint: '#f3f5f8',
  accent: '#1f4e79',
  second: '#b5651d',
  up: '#1d7a55',
  down: '#b23a32',
  warningFill: '#fdf0d5',
  warning: '#8a4b00',
  badge: '#c2410c',
  paper: '#ffffff',
  fan95: '#dfe9f3',
  fan80: '#b9d0e6',
  fan50: '#86aed3',
} as const;

export const fontFamily = 'IBM Plex Sans';

/** Points. A4 is 595.28 wide. */
export const page = { marginSide: 48, marginTop: 44, marginBottom: 56, textWidth: 499.28 } as const;
