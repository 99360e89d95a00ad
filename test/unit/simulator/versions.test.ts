/** Orders that rpm and dpkg themselves document or test. */
import { describe, expect, it } from 'vitest';
import {
  compareDpkg,
  compareReleases,
  compareRpm,
  compareRpmPart,
  newestOf,
} from '../../../server/src/simulator/versions.ts';

type Order = '<' | '=' | '>';
const signs: Readonly<Record<Order, number>> = { '<': -1, '=': 0, '>': 1 };

const rpmParts: readonly [string, Order, string][] = [
  ['1.0', '=', '1.0'],
  ['1.0', '<', '2.0'],
  ['2.0.1', '>', '2.0'],
  ['2.0.1a', '>', '2.0.1'],
  ['5.5p1', '<', '5.5p2'],
  ['5.5p10', '>', '5.5p1'],
  ['10xyz', '<', '10.1xyz'],
  ['xyz10', '<', 'xyz10.1'],
  ['xyz.4', '<', '8'],
  ['5.5p2', '<', '5.6p1'],
  ['6.0.rc1', '>', '6.0'],
  ['10b2', '>', '10a1'],
  ['1.0aa', '>', '1.0a'],
  ['10.0001', '=', '10.0001'],
  ['10.0001', '=', '10.1'],
  ['10.0001', '<', '10.0039'],
  ['4.999.9', '<', '5.0'],
  ['20101121', '<', '20101122'],
  ['2_0', '=', '2.0'],
  ['a', '<', '1'],
  ['1.0~rc1', '<', '1.0'],
  ['1.0~rc1', '<', '1.0~rc2'],
  ['1.0~rc1~git123', '<', '1.0~rc1'],
  ['1.0^', '>', '1.0'],
  ['1.0^git1', '<', '1.0.1'],
  ['1.0^git1', '<', '1.01'],
  ['1.0^20160101', '<', '1.0^20160102'],
  ['1.0^git1~pre', '<', '1.0^git1'],
];

const rpm: readonly [string, Order, string][] = [
  ['4.1.12-124.24.3.el6uek.x86_64', '<', '4.1.12-124.39.2.el6uek.x86_64'],
  ['4.1.12-124.9.1.el6uek', '<', '4.1.12-124.24.3.el6uek'],
  // The version decides before the release.
  ['4.1-5', '<', '4.1.2-1'],
  ['1:1.0-1', '>', '2.0-1'],
];

const dpkg: readonly [string, Order, string][] = [
  ['5.15.0-89-generic', '<', '5.15.0-100-generic'],
  ['1.0', '=', '1.0'],
  ['1.0~rc1', '<', '1.0'],
  ['1.0~~', '<', '1.0~'],
  ['1.0~', '<', '1.0'],
  ['1.0', '<', '1.0a'],
  ['1.0a', '<', '1.0+'],
  ['1.2', '<', '1.10'],
  ['1.02', '=', '1.2'],
  ['0:1.0', '=', '1.0'],
  ['1:0.1', '>', '2.0'],
  ['1.0-1', '<', '1.0-1ubuntu1'],
  ['1.0-1~deb9', '<', '1.0-1'],
  ['1.0', '<', '1.0-1'],
  ['1.0-0', '=', '1.0'],
];

describe('versions', () => {
  it.each(rpmParts)('rpm: %s %s %s', (a, order, b) => {
    expect(Math.sign(compareRpmPart(a, b))).toBe(signs[order]);
    expect(Math.sign(compareRpmPart(b, a)) + 0).toBe(0 - signs[order]);
  });

  it.each(rpm)('rpm package: %s %s %s', (a, order, b) => {
    expect(Math.sign(compareRpm(a, b))).toBe(signs[order]);
  });

  it.each(dpkg)('dpkg: %s %s %s', (a, order, b) => {
    expect(Math.sign(compareDpkg(a, b))).toBe(signs[order]);
    expect(Math.sign(compareDpkg(b, a)) + 0).toBe(0 - signs[order]);
  });

  it('tells two builds of one release apart', () => {
    const [older, newer] = ['5.15.0-89-generic #99-Ubuntu SMP', '5.15.0-89-generic #100-Ubuntu SMP'];
    expect(compareReleases('deb', older, newer)).toBeLessThan(0);
    expect(newestOf('deb', [newer, older])).toBe(newer);
  });

  it('finds no newest of none', () => {
    expect(newestOf('rpm', [])).toBeNull();
  });
});
