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
    | "busy"
    | "timeout"
    | "bridge-error"
    | "no-bridge";

/** Why no bridge answered, so that the page can offer to start or install it, or to allow the popup. */
export interface NoBridge {
    reason?: "popup-blocked" | "no-answer";
    tried?: string[];
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
    slot: "9E";
    algorithm: "ES256";
    certificate: string;
    signature: string;
    bridge: string;
}

/** The proof of S108: the signature together with the password, encrypted to the bank (JWE). */
export interface Proof extends CardSignature {
    label: "authenticate";
    secret: string;
}

export interface OpenOptions {
    /** The bridge's addresses in the order to be tried, such as http://127.0.0.1:8084/window. */
    urls: string[];
    /** The bank's signed session request, or the promise of it when it is fetched after the click. */
    sessionRequest: string | Promise<string>;
    /** "en" or "ja". */
    language?: string;
}

export interface Closing {
    outcome?: "completed" | "pending" | "refused" | "abandoned";
    /** For "refused": the bank's reason, such as "credentials-wrong", so that the window can name it too. */
    reason?: string;
}

export declare class CardBridge extends EventTarget {
    /** Call it inside a click, with nothing awaited before it. */
    static open(options: OpenOptions): Promise<CardBridge>;
    identify(): Promise<Identification>;
    prove(): Promise<Proof>;
    apply(): Promise<CardSignature>;
    accept(): Promise<CardSignature>;
    close(closing?: Closing): Promise<void>;
    addEventListener(
        type: "card",
        listener: (event: CustomEvent<{ state: "waiting" | "inserted" | "removed" }>) => void,
        options?: boolean | AddEventListenerOptions,
    ): void;
}
