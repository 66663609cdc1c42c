import { readSheet } from 'read-excel-file/web-worker';
import { seenInRows, serve } from './serve.js';

serve(async (_, bytes) => seenInRows(await readSheet(new Blob([bytes]))));
