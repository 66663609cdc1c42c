/** The one script tag for widgets: registers every `kam-*` element. */
export { startWorker } from './engine/start';
