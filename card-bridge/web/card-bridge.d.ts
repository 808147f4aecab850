/** The codes that a call can fail with; meanings in docs/card-bridge.md. */
export type CardBridgeCode =
    | "request-invalid"
    | "request-expired"
    | "request-reused"
    | "origin-not-permitted"
    | "bank-unknown"
    | "no-reader"
    | "no-card"
    | "card-removed"
    | "card-unreadable"
    | "card-changed"
    | "cancelled"
    | "not-accepted"
    | "pin-blocked"
    | "reader-busy"
    | "busy"
    | "timeout"
    | "bridge-error"
    | "no-bridge";

/** Why no bridge answered, so that the page can offer to start or install it, or to allow the popup. */
export interface NoBridge {
    reason?: "popup-blocked" | "no-answer" | "no-host";
    tried?: string[];
    /** What {@link CardBridge.start} opens. */
    startLink?: string;
}

export declare class CardBridgeError extends Error {
    readonly code: CardBridgeCode;
    readonly information: NoBridge;
    constructor(code: CardBridgeCode, message?: string, information?: NoBridge);
}

/** Which institution issued the card: the SHA-256 of its CA's public key, base64url, or "unknown". */
export interface Identification {
    format: "furikomi-card:1";
    institution: string;
    sid: string;
}

/** What the card signed. The bank rebuilds the signed bytes from its own state. */
export interface CardSignature {
    format: "furikomi-card:1";
    label: "authenticate" | "apply" | "accept";
    sid: string;
    slot: "9E" | "9A" | "9C";
    algorithm: "ES256" | "ES384" | "RS256";
    certificate: string;
    signature: string;
    bridge: string;
}

/** The proof of S108: the signature and, under the password policy, the password encrypted to the bank (JWE). */
export interface Proof extends CardSignature {
    label: "authenticate";
    secret?: string;
}

export interface OpenOptions {
    /** The bridge's addresses in the order to be tried; http://127.0.0.1:8084/window and the two ports after it otherwise. */
    urls?: string[];
    /** The bank's signed session request, or the promise of it when it is fetched after the click. */
    sessionRequest: string | Promise<string>;
    /** "en" or "ja". */
    language?: string;
    /** Which way to take instead of the one that {@link CardBridge.carrier} names. */
    carrier?: Carrier;
}

/** "native-messaging": the extension serves this page; "window": a popup that the bridge serves on loopback. */
export type Carrier = "native-messaging" | "window";

export interface Closing {
    outcome?: "completed" | "pending" | "refused" | "abandoned";
    /** For "refused": the bank's reason, such as "credentials-wrong", so that the window can name it too. */
    reason?: string;
}

export interface CardBridgeEvents {
    /** A card came or went; nothing about which. */
    card: CustomEvent<{ state: "waiting" | "inserted" | "removed" }>;
    /** The session is over, whoever ended it. */
    ended: CustomEvent<null>;
}

export declare class CardBridge extends EventTarget {
    private constructor();
    /** Which way {@link CardBridge.open} takes on this page. */
    static get carrier(): Carrier;
    /** Starts an installed bridge that does not run. Call it inside a click. */
    static start(): void;
    /** Call it inside a click, with nothing awaited before it. */
    static open(options: OpenOptions): Promise<CardBridge>;
    identify(): Promise<Identification>;
    prove(): Promise<Proof>;
    apply(): Promise<CardSignature>;
    accept(): Promise<CardSignature>;
    close(closing?: Closing): Promise<void>;
    addEventListener<E extends keyof CardBridgeEvents>(
        type: E,
        listener: (event: CardBridgeEvents[E]) => void,
        options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener(
        type: string,
        listener: EventListenerOrEventListenerObject | null,
        options?: boolean | AddEventListenerOptions,
    ): void;
}

export type WindowOutcome = "completed" | "pending" | "refused" | "abandoned";

/** For front ends other than the bank's own. The outcome is a hint; what counts is the order file. */
export declare class BankWindow {
    /** Opens the bank's window (S104). Call it inside a click. */
    static open(options: {
        windowUrl: string;
        paymentRequest: string;
        /** In a popup (default), or in place of this page. */
        popup?: boolean;
    }): Promise<{ outcome: WindowOutcome; returnUrl: string }>;
    /** On the page of the return URL: how the bank's window ended, or null. */
    static returned(): WindowOutcome | null;
}
