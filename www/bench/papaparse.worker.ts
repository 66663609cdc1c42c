import Papa from 'papaparse';
import { serve } from './worker';

serve((_, bytes) => {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return Papa.parse(text, { dynamicTyping: true }).data.length;
});
