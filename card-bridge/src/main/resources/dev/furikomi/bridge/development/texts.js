export const drawerTexts = {
    en: {
        banner: "Development edition: software cards, no real money.",
        title: "Drawer of software cards",
        empty: "The reader is empty.",
        inserted: "In the reader: {card}",
        insert: "Insert {card}",
        remove: "Take the card out",
    },
    ja: {
        banner: "開発版です。ソフトウェアカードを使い、本物のお金は動きません。",
        title: "ソフトウェアカードの引き出し",
        empty: "リーダーは空です。",
        inserted: "リーダーの中: {card}",
        insert: "{card}を挿入",
        remove: "カードを抜く",
    },
};
