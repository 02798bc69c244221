import { areas } from '../../src/audit/area.ts';
import { FileAuditor } from '../../src/audit/file-auditor.ts';
import type { AuditFacts } from '../../src/audit/audit-facts.ts';
import { Vocabulary } from '../../src/audit/vocabulary.ts';
import { completeConfig, presetLayers } from '../../src/config/complete-config.ts';
import { SourceBuffer } from '../../src/native/source-buffer.ts';
import { decodeSource } from '../../src/scan/decode.ts';

const { audit } = completeConfig('/', undefined, presetLayers(['websocket-manager'], undefined));
/** Tells what the audit notes of one file, by the names of the preset `websocket-manager`. */
export function sourceAuditor(): (code: string, path?: string) => AuditFacts {
  const buffer = SourceBuffer.create();
  const scope = {
    areaOf: areas(audit.tests),
    identify: () => ({ module: 'app.file', package: 'app' }),
    mayImport: () => true,
    isFollowed: () => false,
    mayBeLayer: () => false,
    decode: (path: string) => {
      const decoded = decodeSource(path, 'python', buffer.bytes);
      return 'message' in decoded ? decoded : decoded.text;
    },
  };
  const files = new FileAuditor(scope, buffer, new Vocabulary(audit));
  return (code, path = 'app/file.py') => {
    buffer.set(Buffer.from(code));
    const facts = files.look(path);
    if (facts === undefined || 'message' in facts) throw new Error('the file was not read');
    return facts;
  };
}
