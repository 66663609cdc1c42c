/** The worker of the artefact *reader*: text and the usual xlsx. */
import init, { read } from '#wasm/reader/reader.js';
import { serve } from './reading';

serve(init, read);
