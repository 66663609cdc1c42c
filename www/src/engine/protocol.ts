/**
 * What page and workers say to each other. Every request has an `id` and gets exactly one reply.
 *
 * The tables of a file never pass through the page: the client gives one end of a MessageChannel to
 * the reader's worker and the other one, with `receive`, to the engine's.
 */
import type { Coerced, Profile } from './mapping';
import type { Limits } from './limits';
import type { Explain, PolicyChoice, PolicyFile, SubjectProfile, WhatIf } from './policy';
import type { AnalyzeRequest, ApiError, ChartRequest, ChartView, NoticesRequest, NoticesView, Preview, ReportView, RowsRequest, RowsView } from './report';
import type { AccountDetail, ListRequest, ListView } from './tiers';

/** An error as the reader throws it; goes to the engine as it is. */
export interface WireError {
  readonly code: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** What a reader's worker sends to the engine's, once. */
export type Delivery =
  | { readonly tables: Uint8Array; readonly diagnostics: unknown }
  | { readonly error: WireError };

/** What became of a file. */
export type Received = { readonly ok: true } | { readonly ok: false; readonly error: WireError };

/** The engine worker's methods: arguments and result. */
export interface Methods {
  /** A new book: the language's file, and text widths where they could be measured. */
  open: { args: [words: string, metrics: Float64Array | null]; result: null };
  setWords: { args: [words: string]; result: null };
  /** Waits for a delivery at the port; files come into the book in the order of these requests. */
  receive: { args: [name: string]; result: Received };
  /** The reader of that `receive` is gone; without an error the file is forgotten. */
  giveUp: { args: [receive: number, error: WireError | null]; result: null };
  removeFile: { args: [name: string]; result: boolean };
  analyze: { args: [request: AnalyzeRequest]; result: ReportView };
  chart: { args: [request: ChartRequest]; result: ChartView };
  preview: { args: [source: number, from: number, count: number, col: number]; result: Preview | null };
  /** Choices about tables, columns and accounts: the text of a mapping file. */
  setMapping: { args: [text: string]; result: null };
  mapping: { args: []; result: string };
  profile: { args: [source: number]; result: Profile | null };
  coerced: { args: [source: number, col: number, from: number, count: number]; result: Coerced | null };
  rows: { args: [of: RowsRequest, from: number, count: number]; result: RowsView | null };
  list: { args: [of: ListRequest, from: number, count: number]; result: ListView };
  account: { args: [account: number]; result: AccountDetail | null };
  notices: { args: [request: NoticesRequest]; result: NoticesView };
  whatIf: { args: [policy: PolicyChoice, unit: string | undefined]; result: WhatIf };
  subjects: { args: []; result: readonly SubjectProfile[] };
  policyFile: { args: [policy: PolicyChoice]; result: string };
  readPolicy: { args: [text: string]; result: PolicyFile };
  explain: { args: [account: number]; result: Explain | null };
  close: { args: []; result: null };
}

export type Method = keyof Methods;

/** A request to the engine's worker; `receive` comes with a port. */
export type EngineRequest = {
  [M in Method]: {
    readonly id: number;
    readonly book: string;
    readonly method: M;
    readonly args: Methods[M]['args'];
    readonly port?: MessagePort;
  };
}[Method];

/** A reply of the engine's worker. `fatal`: the instance has trapped and must not be used again. */
export type EngineReply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: ApiError; readonly fatal?: boolean };

/** What a reader's worker is told, once. */
export interface ReaderRequest {
  readonly name: string;
  readonly file: Blob;
  readonly port: MessagePort;
  readonly limits: Limits;
  /** The encoding of text that a person has chosen, such as `big5`. */
  readonly encoding: string | undefined;
}

/** What a reader's worker tells the page. */
export type ReaderReply =
  /** The artefact and the file's bytes are there: time counts from now on. */
  | { readonly begun: true }
  /** How much is read, 0 … 1, and the bytes of memory that the instance has taken. */
  | { readonly progress: number; readonly memory: number }
  | { readonly done: true }
  /** The artefact *legacy* must read the file; the port comes back for it. */
  | { readonly legacy: MessagePort };
