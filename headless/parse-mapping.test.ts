import { describe, expect, it } from 'vitest';
import { parseMapping } from './parse-mapping.ts';

describe('parseMapping', () => {
  it.each([
    ['date=1,close=5', { date: '1', close: '5' }],
    [' date = Day , close=Last price,volume=7 ', { date: 'Day', close: 'Last price', volume: '7' }],
    ['date="Day, local",close=4', { date: 'Day, local', close: '4' }],
    ['close="p=1" , date=" d "', { close: 'p=1', date: 'd' }],
    ['date="the ""day""",close=the "last"', { date: 'the "day"', close: 'the "last"' }],
    ['date=1,close=2,', { date: '1', close: '2' }],
  ])('reads %j', (text, mapping) => {
    expect(parseMapping(text)).toEqual(mapping);
  });

  it.each([
    ['', /At least date and close/],
    ['date=1', /At least date and close/],
    ['date', /found 'date'/],
    ['date=1,close', /found 'close'/],
    ['date=1,close=', /found 'close='/],
    ['date=1,close=" "', /found 'close=" "'/],
    ['date=1,,close=2', /found ',close=2'/],
    ['date=Day, local,close=4', /found ' local,close=4'/],
    ['date="Day, local,close=4', /double quotes/],
    ['date="Day"x,close=4', /found/],
    ['date=a=b,close=4', /found 'date=a=b/],
    ['day=1,close=4', /with the roles date, time/],
    ['toString=1,date=2,close=4', /with the roles/],
    ['open=2,high=2,low=2,close=2,date=1', /'2' was named for open and for high.*leave out open, high and low/],
    ['date=1,close=Last,adjustedClose="last"', /named for close and for adjustedClose/],
    ['date=1,close=2,close=3', /column of close was named twice/],
  ])('refuses %j', (text, reason) => {
    expect(() => parseMapping(text)).toThrow(reason);
  });
});
