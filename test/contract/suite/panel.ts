/** What the panel asks. */
import { describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import type {
  Exploration,
  ExplorationProgress,
  HostDraft,
  HostProblems,
  OptionEdits,
  StoredPreview,
  Report,
  Why,
} from '../../../server/src/protocol.ts';
import { documentOf, full, key, startWith, uri, type Start } from './given.ts';
import { restored } from '../../../client/view/restored.ts';

const textDocument = { uri };
const conf = `[Auth]\naccesskey = ${key}\n\n[Settings]\ninstall_on_reboot = yes\n#upgrade_on_reboot = yes\n`;
const scene = { textDocument, host: { sample: 'ol9-uek7-guide' }, conditions: {}, assumptions: {} };
/** Of many scenarios: it takes more than one slice of the server's time. */
const large = { ...scene, host: { sample: 'ol9-uek7' } };

export function panel(start: Start): void {
  describe('the panel', () => {
    const file = 'file:///srv/hosts/db-01.uptrack-host.json';

    it('is given what if, assumptions and the reboot with each preview', async () => {
      const client = await startWith(start, conf);
      const stored = await client.request<StoredPreview>('uptrack/preview', {
        ...scene,
        conditions: { cache: 'cleared' },
        assumptions: { secondsPerUpdate: [2, 3] },
      });
      const preview = restored(stored);
      expect(preview.moments.at(-1)?.id).toBe('reboot');
      expect(preview.combinations).toHaveLength(8);
      for (const { whatIf } of preview.moments) {
        expect(whatIf.map((index) => preview.whatIfs[index]?.headline).includes(undefined)).toBe(false);
      }
      expect(preview.assumptions).toContainEqual(
        expect.objectContaining({ id: 'secondsPerUpdate', value: [2, 3], standard: [0.3, 1] }),
      );
      expect(preview.conditions).toContainEqual(expect.objectContaining({ id: 'cache', value: 'cleared' }));
    });

    it('saves the host as a file, and previews that file as it does the host', async () => {
      const client = await startWith(start, conf);
      const sample = await client.request<StoredPreview>('uptrack/preview', scene);
      const { text } = await client.request<Report>('uptrack/report', {
        ...scene,
        moment: 'idle',
        assuming: '',
        format: 'host',
      });
      const saved = await client.request<StoredPreview>('uptrack/preview', { ...scene, host: { file, text } });
      expect(saved.host).toMatchObject({ file, name: 'ol9-uek7-guide' });
      expect(restored(saved).results).toEqual(restored(sample).results);
    });

    it('is told the lines in which a host file is wrong', async () => {
      const client = await startWith(start, conf);
      const text = '{\n  "name": 3\n}\n';
      const { problems } = await client.request<HostProblems>('uptrack/preview', { ...scene, host: { file, text } });
      expect(problems).toContainEqual({ message: 'Write string as name, not 3.', line: 1 });
    });

    it('asks why, and for what it takes along', async () => {
      const client = await startWith(start, conf);
      const preview = await client.request<StoredPreview>('uptrack/preview', scene);
      const moment = { ...scene, moment: 'write-plan-torn', assuming: '' };
      const update = preview.updates[0]?.id;
      const why = await client.request<Why>('uptrack/why', { ...moment, update });
      expect([why.id, why.changes[0]?.label]).toEqual([update, 'Have the saved plan whole on disk']);
      for (const [format, part] of [
        ['markdown', '**ol9-uek7-guide comes back'],
        ['transcript', 'Error reading init-time plan'],
        ['json', '{"host":"ol9-uek7-guide","outcomes":['],
        ['host', '"during": "write-plan"'],
      ]) {
        const { text } = await client.request<Report>('uptrack/report', { ...moment, format });
        expect(text).toContain(part);
      }
    });

    it('sets options with edits for the version that they are for', async () => {
      const client = await startWith(start, conf);
      const options = { install_on_reboot: 'no', upgrade_on_reboot: 'yes', autoinstall: 'yes' };
      const { version, edits } = await client.request<OptionEdits>('uptrack/setOptions', { textDocument, options });
      expect(version).toBe(1);
      const document = documentOf(client);
      const changed = edits.toReversed().reduce((text, { range, newText }) => {
        const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
        return text.slice(0, from) + newText + text.slice(to);
      }, document.getText());
      expect(changed).toBe(conf.replace('reboot = yes\n#upgrade', 'reboot = no\nupgrade') + 'autoinstall = yes\n');
    });

    it('is told why options cannot be set', async () => {
      const template = 'file:///srv/uptrack.conf.erb';
      const client = await startWith(start, '[Settings]\nautoinstall = <%= @a %>\n', template);
      const asked = (address: string) =>
        client.request('uptrack/setOptions', { textDocument: { uri: address }, options: { autoinstall: 'yes' } });
      await expect(asked(template)).rejects.toThrow('The template gives autoinstall its value.');
      await expect(asked('file:///nowhere')).rejects.toThrow('not open');
    });

    it('explores, hears how far that is, and can load what it finds', async () => {
      const client = await startWith(start, conf);
      const heard: number[] = [];
      client.listen('uptrack/explorationProgress', ({ done }: ExplorationProgress) => heard.push(done));
      const exploration = await client.request<Exploration>('uptrack/explore', large);
      expect(exploration.verdicts.reduce((sum, { scenarios }) => sum + scenarios, 0)).toBe(exploration.scenarios);
      expect(heard.length).toBeGreaterThan(0);
      expect(heard.every((done) => 0 <= done && done <= 1)).toBe(true);
      const [worst] = exploration.verdicts;
      const { moment, conditions } = worst?.example ?? { moment: '', conditions: {} };
      const stored = await client.request<StoredPreview>('uptrack/preview', { ...large, conditions, moment });
      const preview = restored(stored);
      const found = preview.moments.find(({ id }) => id === moment);
      expect(preview.results[found?.results[0] ?? -1]?.boot.kernel).toBeNull();
    });

    it('answers others while it explores, and stops when it is told to', async () => {
      const client = await startWith(start, conf);
      const { token, cancel } = cancellation();
      let isOver = false;
      const exploring = client.request('uptrack/explore', large, token).finally(() => {
        isOver = true;
      });
      const refused = expect(exploring).rejects.toMatchObject({ code: -32800 });
      await client.request('uptrack/status', { textDocument });
      expect(isOver).toBe(false);
      cancel();
      await refused;
      expect(await client.request('uptrack/status', { textDocument })).toMatchObject({ uri });
    });

    it('drafts a host, without a document', async () => {
      const client = await start(full);
      const outputs = ['Installed updates:\n[cp7canj8] Known exploit detection.\n'];
      const draft = await client.request<HostDraft>('uptrack/draftHost', { outputs, answers: { name: 'db-02' } });
      expect(draft.host).toBeNull();
      expect(draft.known).toEqual(['1 update installed']);
      expect(draft.open.map(({ id }) => id)).toContain('packaging');
      expect(draft.open.map(({ id }) => id)).not.toContain('name');
    });
  });
}

function cancellation() {
  const source = new CancellationTokenSource();
  return {
    token: source.token,
    cancel: () => {
      source.cancel();
    },
  };
}
