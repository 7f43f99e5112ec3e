import { describe, expect, it } from 'vitest';
import { isAllowedOutside } from './open-external.ts';

describe('isAllowedOutside', () => {
  it('allows https pages of sites that are named', () => {
    expect(isAllowedOutside('https://github.com/almanac')).toBe(true);
  });

  it.each([
    'http://github.com/',
    'https://evil.example/',
    'https://github.com.evil.example/',
    'https://evil.example/github.com',
    'https://github.com@evil.example/',
    'https://user:secret@github.com/',
    'https://github.com:8443/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'smb://github.com/share',
    'ms-msdt:/id',
    'not an address',
    '',
  ])('refuses %s', (address) => {
    expect(isAllowedOutside(address)).toBe(false);
  });
});
