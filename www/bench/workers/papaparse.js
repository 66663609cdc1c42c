import Papa from 'papaparse';
import { seenInRows, serve } from './serve.js';

serve((name, bytes) => {
  const text = new TextDecoder(name.includes('gb18030') ? 'gb18030' : 'utf-8', { fatal: true }).decode(bytes);
  return seenInRows(Papa.parse(text, { dynamicTyping: true, skipEmptyLines: true }).data);
});
