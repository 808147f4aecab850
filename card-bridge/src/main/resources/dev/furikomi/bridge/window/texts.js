/** All words of the window. Each says what happened, whether money moved, and what to do next. */

const NOTHING_MOVED = "No money has moved.";
const BACK = "Close this window and go back to your bank's page.";

const en = {
    product: "Card bridge",
    transfer: "Your transfer",
    payee: "Pay to",
    account: "Account",
    order: "Order",
    yourBank: "your bank",
    cancel: "Cancel",
    close: "Close this window",
    password: "Password for {bank}",
    passwordNote: "It is encrypted here for {bank}. Neither the shop nor any web page can read it.",
    continue: "Continue",
    pin: "PIN of your ID card",
    pinNote: "6 to 8 digits. The PIN goes to the card alone; neither {bank} nor any web page learns it.",
    pinFaults: {
        wrong: "This PIN was wrong.",
        malformed: "A PIN has 6 to 8 digits. Nothing was sent to the card and no try was used.",
        "tries-changed": "Another program has used a try of this card meanwhile. Nothing was sent to the card; please type the PIN again.",
    },
    triesLeft: "Tries left: {tries}. After that the card's PIN is blocked.",
    oneTryLeft: "This is the last try. If the PIN is wrong, the card's PIN is blocked.",
    useLastTry: "Use the last try",
    keepLastTry: "Stop and keep it",
    validUntil: "valid until {day}",
    expired: "expired on {day}",
    accept: "Accept and pay",
    apply: "Pay",
    decline: "Do not pay",
    steps: {
        "not-opened": {
            heading: "This window is opened by your bank's page",
            text: "The card bridge is running. You can close this window and go on with your payment.",
        },
        opening: { heading: "One moment…", text: "Checking who is asking for your card." },
        "connect-reader": {
            heading: "Connect your card reader",
            text: "No card reader was found on this computer. Plug it in; this window notices it.",
        },
        "insert-card": { heading: "Insert your ID card", text: "Put your {bank} ID card into the card reader." },
        "insert-other-card": {
            heading: "Insert your {bank} ID card",
            text: "The card that is in the reader is not one that {bank} accepts here. If you have another one, put it into the empty reader.",
        },
        "choose-card": {
            heading: "Which card do you want to use?",
            text: "{bank} accepts more than one of the cards in your readers. Choose one, or take the other out.",
        },
        "reader-busy": {
            heading: "Another program is using your card",
            text: "This goes on as soon as that program lets go of the card. If it does not, close other programs that use ID cards.",
        },
        "checking-expired-card": {
            heading: "Checking…",
            text: "By this computer's clock your ID card has expired; {bank} decides whether it still counts. Please leave the card in the reader.",
        },
        pin: {
            heading: "Enter your PIN",
            text: "It unlocks the card for one signature, which shows {bank} that you are here.",
        },
        "pin-to-sign": {
            heading: "Enter your PIN to pay",
            text: "The card then signs exactly the payee, amount and order shown here, and {bank} pays.",
        },
        "pin-on-reader": {
            heading: "Enter your PIN on the reader",
            text: "Type it on the card reader's own keys and confirm there. To stop, press the reader's cancel key or Cancel here.",
        },
        "pin-last-try": {
            heading: "Only one try is left",
            text: `If the next PIN is wrong, the card's PIN is blocked and {bank} has to unblock it. ${NOTHING_MOVED}`,
        },
        "reading-card": { heading: "Reading your card…", text: "Please leave the card in the reader." },
        checking: { heading: "Checking…", text: "{bank} is checking. Please leave the card in the reader." },
        "card-of-another-bank": {
            heading: "This card is not from {bank}",
            text: `${NOTHING_MOVED} Take the card out, go back to the shop and choose the bank that issued it, or try again with your {bank} card.`,
        },
        password: { heading: "Enter your password", text: "" },
        accept: {
            heading: "Accept this transfer?",
            text: "If you accept, your card signs exactly the payee, amount and order shown here, and {bank} pays.",
        },
        apply: {
            heading: "Pay this now?",
            text: "If you go on, your card signs exactly the payee, amount and order shown here, and {bank} pays at once.",
        },
        signing: { heading: "Your card is signing…", text: "Please leave the card in the reader." },
        settling: {
            heading: "{bank} is paying…",
            text: "You accepted the transfer, so it can no longer be cancelled here.",
        },
    },
    closed: {
        completed: { heading: "Done", text: "Your transfer is complete. You can take your card out." },
        pending: {
            heading: "Accepted, on its way",
            text: "Your transfer is not finished yet. Your bank's page shows when it is. You can take your card out.",
        },
        refused: { heading: "The transfer was refused", text: `${NOTHING_MOVED} Your bank's page says why. You can take your card out.` },
        abandoned: { heading: "Stopped", text: "No transfer was accepted here. You can take your card out and close this window." },
    },
    refused: {
        "card-of-another-bank": {
            heading: "This card is not from {bank}",
            text: `${NOTHING_MOVED} Choose the bank that issued the card, or try again with your {bank} card.`,
        },
        "credentials-wrong": {
            heading: "Card and password do not go together",
            text: `${NOTHING_MOVED} Go back to the shop to try again. After five failures the card is blocked.`,
        },
        "card-blocked": { heading: "This card is blocked", text: `${NOTHING_MOVED} Please ask {bank} to unblock it.` },
        "card-unknown": { heading: "{bank} does not know this card", text: `${NOTHING_MOVED} Please ask {bank}.` },
        "card-expired": { heading: "This card has expired", text: `${NOTHING_MOVED} Please use your new card.` },
        "balance-insufficient": { heading: "Not enough money in the account", text: NOTHING_MOVED },
        "amount-over-limit": {
            heading: "The amount is above your limit at {bank}",
            text: `${NOTHING_MOVED} The page of {bank} says what you can do. You can take your card out.`,
        },
    },
    ended: {
        "request-invalid": {
            heading: "This request is not from a bank we can check",
            text: `Your card was not touched. ${NOTHING_MOVED} ${BACK}`,
        },
        "request-expired": {
            heading: "This request came too late",
            text: `Your card was not touched. ${NOTHING_MOVED} ${BACK} If it happens again, check the clock of this computer.`,
        },
        "request-reused": {
            heading: "This request was used before",
            text: `Your card was not touched. ${NOTHING_MOVED} ${BACK}`,
        },
        "origin-not-permitted": {
            heading: "This page may not use your card",
            text: `The page that opened this window is not one of the bank's own pages. Your card was not touched. ${NOTHING_MOVED} Close this window.`,
        },
        "bank-unknown": {
            heading: "This bank is not on the list",
            text: `Your card was not touched. ${NOTHING_MOVED} Close this window.`,
        },
        "no-reader": { heading: "No card reader", text: `${NOTHING_MOVED} Connect a card reader and try again from your bank's page.` },
        "reader-busy": {
            heading: "Another program did not let go of your card",
            text: `${NOTHING_MOVED} Close other programs that use ID cards, or take the card out and put it in again, and try again from your bank's page.`,
        },
        "pin-blocked": {
            heading: "The card's PIN is blocked",
            text: `It was wrong too often. ${NOTHING_MOVED} Please ask your bank to unblock it.`,
        },
        "no-card": { heading: "No card was inserted", text: `${NOTHING_MOVED} Try again from your bank's page.` },
        "card-removed": { heading: "The card was taken out too early", text: `${NOTHING_MOVED} Try again, and leave the card in until the end.` },
        "card-unreadable": {
            heading: "The card could not be read",
            text: `${NOTHING_MOVED} Check that it is your bank's ID card and that it sits properly, then try again.`,
        },
        "card-changed": { heading: "This is a different card", text: `${NOTHING_MOVED} Try again with the same card from beginning to end.` },
        cancelled: { heading: "Cancelled", text: `${NOTHING_MOVED} You can take your card out.` },
        "not-accepted": { heading: "You did not accept the transfer", text: `${NOTHING_MOVED} You can take your card out.` },
        busy: {
            heading: "The card bridge is busy",
            text: `Another payment window is open on this computer. ${NOTHING_MOVED} Finish or close it, then try again.`,
        },
        timeout: { heading: "Time is up", text: "Nothing more is signed. Your bank's page shows how the transfer stands." },
        "bridge-error": {
            heading: "The card bridge stopped",
            text: "Your bank's page shows how the transfer stands. Start the card bridge again before you retry.",
        },
    },
};

const NOTHING_MOVED_JA = "お金は動いていません。";
const BACK_JA = "このウィンドウを閉じて、銀行のページに戻ってください。";

const ja = {
    product: "カードブリッジ",
    transfer: "お振込内容",
    payee: "お受取人",
    account: "受取口座",
    order: "ご注文番号",
    yourBank: "お取引銀行",
    cancel: "キャンセル",
    close: "このウィンドウを閉じる",
    password: "{bank}のパスワード",
    passwordNote: "パスワードはここで{bank}あてに暗号化されます。お店やWebページが読むことはできません。",
    continue: "次へ",
    pin: "IDカードの暗証番号（PIN）",
    pinNote: "6～8桁の数字です。暗証番号はカードだけに送られ、{bank}もWebページも知ることはありません。",
    pinFaults: {
        wrong: "暗証番号が違います。",
        malformed: "暗証番号は6～8桁の数字です。カードには何も送られず、回数も減っていません。",
        "tries-changed": "別のプログラムがこのカードの入力回数を使いました。カードには何も送られていません。もう一度暗証番号を入力してください。",
    },
    triesLeft: "残り{tries}回です。それを超えるとカードの暗証番号はロックされます。",
    oneTryLeft: "これが最後の1回です。間違えるとカードの暗証番号はロックされます。",
    useLastTry: "最後の1回を使う",
    keepLastTry: "使わずにやめる",
    validUntil: "有効期限 {day}",
    expired: "期限切れ（{day}まで）",
    accept: "承認して振り込む",
    apply: "振り込む",
    decline: "振り込まない",
    steps: {
        "not-opened": {
            heading: "このウィンドウは銀行のページから開きます",
            text: "カードブリッジは動いています。このウィンドウを閉じて、お支払いを続けてください。",
        },
        opening: { heading: "お待ちください…", text: "カードの利用を求めている相手を確認しています。" },
        "connect-reader": {
            heading: "カードリーダーを接続してください",
            text: "このパソコンにカードリーダーが見つかりません。接続すると自動で認識します。",
        },
        "insert-card": { heading: "IDカードを挿入してください", text: "{bank}のIDカードをカードリーダーに入れてください。" },
        "insert-other-card": {
            heading: "{bank}のIDカードを挿入してください",
            text: "リーダーに入っているカードは、{bank}がここで受け付けるカードではありません。別のカードをお持ちなら、空いているリーダーに入れてください。",
        },
        "choose-card": {
            heading: "どのカードを使いますか？",
            text: "リーダーに、{bank}が受け付けるカードが2枚以上あります。1枚を選ぶか、使わないカードを抜いてください。",
        },
        "reader-busy": {
            heading: "別のプログラムがカードを使っています",
            text: "そのプログラムがカードを離すと自動で続きます。続かない場合は、IDカードを使う他のプログラムを終了してください。",
        },
        "checking-expired-card": {
            heading: "確認しています…",
            text: "このパソコンの時計では、IDカードの有効期限が切れています。使えるかどうかは{bank}が判断します。カードを抜かないでください。",
        },
        pin: {
            heading: "暗証番号（PIN）を入力してください",
            text: "カードが一度だけ署名し、ご本人であることを{bank}に示します。",
        },
        "pin-to-sign": {
            heading: "振り込むには暗証番号（PIN）を入力してください",
            text: "ここに表示された受取人・金額・注文番号どおりにカードが署名し、{bank}が振り込みます。",
        },
        "pin-on-reader": {
            heading: "カードリーダーで暗証番号（PIN）を入力してください",
            text: "カードリーダーのキーで入力し、リーダーで確定してください。やめるときは、リーダーの取消キーか、ここのキャンセルを押してください。",
        },
        "pin-last-try": {
            heading: "残りは1回だけです",
            text: `次に間違えるとカードの暗証番号はロックされ、{bank}での解除が必要になります。${NOTHING_MOVED_JA}`,
        },
        "reading-card": { heading: "カードを読み取っています…", text: "カードを抜かないでください。" },
        checking: { heading: "確認しています…", text: "{bank}が確認しています。カードを抜かないでください。" },
        "card-of-another-bank": {
            heading: "{bank}のカードではありません",
            text: `${NOTHING_MOVED_JA}カードを抜き、お店のページに戻ってカードの発行銀行を選ぶか、{bank}のカードでもう一度お試しください。`,
        },
        password: { heading: "パスワードを入力してください", text: "" },
        accept: {
            heading: "この振込を承認しますか？",
            text: "承認すると、ここに表示された受取人・金額・注文番号どおりにカードが署名し、{bank}が振り込みます。",
        },
        apply: {
            heading: "この内容で振り込みますか？",
            text: "進むと、ここに表示された受取人・金額・注文番号どおりにカードが署名し、{bank}がすぐに振り込みます。",
        },
        signing: { heading: "カードが署名しています…", text: "カードを抜かないでください。" },
        settling: { heading: "{bank}が振り込んでいます…", text: "承認済みのため、ここではもう取り消せません。" },
    },
    closed: {
        completed: { heading: "完了しました", text: "お振込が完了しました。カードを抜いてかまいません。" },
        pending: {
            heading: "受け付けました",
            text: "お振込はまだ完了していません。完了すると銀行のページに表示されます。カードを抜いてかまいません。",
        },
        refused: { heading: "お振込できませんでした", text: `${NOTHING_MOVED_JA}理由は銀行のページをご覧ください。カードを抜いてかまいません。` },
        abandoned: { heading: "中止しました", text: "ここで承認された振込はありません。カードを抜き、このウィンドウを閉じてかまいません。" },
    },
    refused: {
        "card-of-another-bank": {
            heading: "{bank}のカードではありません",
            text: `${NOTHING_MOVED_JA}カードの発行銀行を選ぶか、{bank}のカードでもう一度お試しください。`,
        },
        "credentials-wrong": {
            heading: "カードとパスワードが一致しません",
            text: `${NOTHING_MOVED_JA}お店のページに戻ってもう一度お試しください。5回失敗するとカードは停止されます。`,
        },
        "card-blocked": { heading: "このカードは停止されています", text: `${NOTHING_MOVED_JA}{bank}に停止の解除をお申し出ください。` },
        "card-unknown": { heading: "{bank}に登録のないカードです", text: `${NOTHING_MOVED_JA}{bank}にお問い合わせください。` },
        "card-expired": { heading: "カードの有効期限が切れています", text: `${NOTHING_MOVED_JA}新しいカードをお使いください。` },
        "balance-insufficient": { heading: "残高が足りません", text: NOTHING_MOVED_JA },
        "amount-over-limit": {
            heading: "{bank}での限度額を超える金額です",
            text: `${NOTHING_MOVED_JA}今後のお手続きは{bank}のページをご覧ください。カードを抜いてかまいません。`,
        },
    },
    ended: {
        "request-invalid": {
            heading: "銀行からの依頼と確認できません",
            text: `カードには触れていません。${NOTHING_MOVED_JA}${BACK_JA}`,
        },
        "request-expired": {
            heading: "依頼の有効時間が過ぎています",
            text: `カードには触れていません。${NOTHING_MOVED_JA}${BACK_JA}繰り返す場合は、パソコンの時計をご確認ください。`,
        },
        "request-reused": {
            heading: "一度使われた依頼です",
            text: `カードには触れていません。${NOTHING_MOVED_JA}${BACK_JA}`,
        },
        "origin-not-permitted": {
            heading: "このページはカードを利用できません",
            text: `このウィンドウを開いたページは、銀行が認めたページではありません。カードには触れていません。${NOTHING_MOVED_JA}このウィンドウを閉じてください。`,
        },
        "bank-unknown": {
            heading: "一覧にない銀行です",
            text: `カードには触れていません。${NOTHING_MOVED_JA}このウィンドウを閉じてください。`,
        },
        "no-reader": { heading: "カードリーダーがありません", text: `${NOTHING_MOVED_JA}カードリーダーを接続し、銀行のページからもう一度お試しください。` },
        "reader-busy": {
            heading: "別のプログラムがカードを使い続けています",
            text: `${NOTHING_MOVED_JA}IDカードを使う他のプログラムを終了するか、カードを入れ直して、銀行のページからもう一度お試しください。`,
        },
        "pin-blocked": {
            heading: "カードの暗証番号がロックされています",
            text: `暗証番号を続けて間違えたためです。${NOTHING_MOVED_JA}銀行に解除をお申し出ください。`,
        },
        "no-card": { heading: "カードが挿入されませんでした", text: `${NOTHING_MOVED_JA}銀行のページからもう一度お試しください。` },
        "card-removed": { heading: "カードが途中で抜かれました", text: `${NOTHING_MOVED_JA}最後までカードを入れたまま、もう一度お試しください。` },
        "card-unreadable": {
            heading: "カードを読み取れませんでした",
            text: `${NOTHING_MOVED_JA}銀行のIDカードが正しく入っているか確認し、もう一度お試しください。`,
        },
        "card-changed": { heading: "別のカードに替わりました", text: `${NOTHING_MOVED_JA}最初から最後まで同じカードで、もう一度お試しください。` },
        cancelled: { heading: "キャンセルしました", text: `${NOTHING_MOVED_JA}カードを抜いてかまいません。` },
        "not-accepted": { heading: "振込は承認されませんでした", text: `${NOTHING_MOVED_JA}カードを抜いてかまいません。` },
        busy: {
            heading: "カードブリッジは使用中です",
            text: `このパソコンで別のお支払いウィンドウが開いています。${NOTHING_MOVED_JA}それを終えるか閉じてから、もう一度お試しください。`,
        },
        timeout: { heading: "時間切れです", text: "これ以上署名することはありません。お振込の状況は銀行のページをご覧ください。" },
        "bridge-error": {
            heading: "カードブリッジが停止しました",
            text: "お振込の状況は銀行のページをご覧ください。もう一度試す前に、カードブリッジを起動し直してください。",
        },
    },
};

export const texts = { en, ja };
