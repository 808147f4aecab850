/** Compiled, never run: what a page writes must have the types that it expects. */
import { BankWindow, CardBridge, CardBridgeError, type CardBridgeCode } from "./card-bridge.js";

export async function pay(sessionRequest: Promise<string>): Promise<CardBridgeCode | "paid"> {
    try {
        const bridge = await CardBridge.open({ sessionRequest, urls: ["http://127.0.0.1:8084/window"], language: "ja" });
        bridge.addEventListener("card", (event) => console.log(event.detail.state === "inserted"));
        bridge.addEventListener("ended", () => console.log("ended"));
        const institution: string = (await bridge.identify()).institution;
        const signed: string[] = [institution, (await bridge.prove()).signature, (await bridge.accept()).signature];
        await bridge.close({ outcome: "completed", reason: signed[0] });
        return "paid";
    } catch (failure) {
        if (failure instanceof CardBridgeError) {
            if (failure.information.reason === "no-answer") {
                CardBridge.start();
            }
            return failure.code;
        }
        throw failure;
    }
}

export async function shop(windowUrl: string, paymentRequest: string): Promise<boolean> {
    const { outcome } = await BankWindow.open({ windowUrl, paymentRequest });
    return outcome === "completed" && CardBridge.carrier === "window" && BankWindow.returned() === null;
}
