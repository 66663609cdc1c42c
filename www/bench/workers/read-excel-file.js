import { readSheet } from 'read-excel-file/web-worker';
import { seenIn, serve } from './serve.js';

serve(async (_, bytes) => seenIn(await readSheet(new Blob([bytes]))));
