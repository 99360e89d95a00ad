import { describe, expect, it } from 'vitest';
import { describedRules, ruleTexts } from '../../../server/src/rules/described.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { exampleContexts } from '../../../server/src/rules/pages.ts';
import { applyEdits } from '../marked.ts';
import { findings, findingsOf } from './check.ts';

describe('the rule table', () => {
  it('has stable, unique ids in kebab case', () => {
    const ids = rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('has what is said of each rule, and of nothing else', () => {
    expect(Object.keys(ruleTexts).toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
  });

  describe.each(describedRules)('$id', (rule) => {
    const { id, example, severities, evidence } = rule;
    const { wrong, right } = exampleContexts(rule);

    it('fires on its wrong example, with a severity of its own', () => {
      const found = findingsOf(id, example.wrong, wrong);
      expect(found).not.toEqual([]);
      for (const { severity } of found) expect(severities).toContain(severity);
    });

    it('is silent on its right example', () => {
      expect(findingsOf(id, example.right, right)).toEqual([]);
    });

    it('names its evidence', () => {
      expect(evidence).not.toEqual([]);
    });

    it('has fixes that repair', () => {
      for (const { fixes, span } of findingsOf(id, example.wrong, wrong)) {
        for (const fix of fixes ?? []) {
          const repaired = applyEdits(example.wrong, fix.edits);
          const rest = findingsOf(id, repaired, wrong).filter((finding) => finding.span.start === span.start);
          expect(rest, `${fix.title}:\n${repaired}`).toEqual([]);
          expect(findings(repaired, wrong).filter(({ severity }) => severity === 'error').length).toBeLessThanOrEqual(
            findings(example.wrong, wrong).filter(({ severity }) => severity === 'error').length,
          );
        }
      }
    });

    it('says what it does to the host, in sentences', () => {
      for (const { message } of findingsOf(id, example.wrong, wrong)) {
        expect(message).toMatch(/^[A-Z“].*[.?]$/);
        expect(message.split(/[.:?;] /).length).toBeGreaterThan(1);
      }
    });
  });
});
