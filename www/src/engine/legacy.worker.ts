/** The worker of the artefact *legacy*: rare files, loaded when the reader asks for it. */
import init, { read } from '#wasm/legacy/legacy.js';
import { serve } from './reading';

serve(init, read);
