/** The one script tag for widgets: registers every `kam-*` element. */
export { Book, EngineError } from './engine/client';
