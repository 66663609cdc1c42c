//! Traditional characters of the words that headers and values are made of.

use crate::order::Gather;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Each traditional character with its simplified one, as far as the word lists
/// (`synonyms.json`, `words.json`, `periods.json`) use it; from OpenCC's tables for Taiwan and Hong Kong.
/// Names of customers are not changed by it.
const PAIRS: &str = "\
丟丢 佔占 來来 們们 備备 傳传 價价 億亿 內内 冊册 別别 則则 創创 劃划 動动 務务 勵励 匯汇 區区 參参 員员 問问 單单 圓圆 \
團团 報报 場场 學学 實实 審审 將将 對对 導导 層层 屬属 崗岗 幣币 廢废 後后 徑径 復复 態态 應应 戰战 戶户 採采 擔担 據据 \
擬拟 敗败 數数 時时 暫暂 曆历 會会 東东 業业 極极 標标 機机 檢检 檻槛 權权 歷历 決决 沒没 況况 測测 準准 滿满 潛潜 潤润 \
無无 營营 爭争 狀状 獎奖 獲获 產产 當当 發发 盤盘 確确 碼码 種种 稱称 穩稳 競竞 簡简 籤签 紀纪 約约 級级 終终 組组 結结 \
絕绝 經经 維维 緊紧 線线 編编 練练 總总 織织 習习 聯联 職职 與与 萬万 處处 號号 衝冲 裝装 見见 規规 訂订 計计 訓训 記记 \
訪访 設设 訴诉 評评 話话 詳详 認认 語语 說说 説说 調调 談谈 請请 諾诺 證证 識识 負负 財财 貨货 責责 費费 資资 賬账 購购 \
賽赛 贏赢 輸输 轉转 進进 運运 過过 達达 遞递 郵邮 銜衔 銷销 錄录 錢钱 鍵键 長长 門门 閉闭 開开 間间 關关 隊队 階阶 際际 \
隱隐 電电 響响 項项 預预 頭头 題题 額额 類类 顯显 餘余 驗验 點点";

static SIMPLE: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let pairs = PAIRS.split_ascii_whitespace();
    let pair = |pair: &str| {
        let mut chars = pair.chars();
        Some((chars.next()?, chars.next()?))
    };
    pairs.filter_map(pair).gather()
});

/// The text in simplified characters, as far as words are made of them.
pub(in crate::import) fn simple(text: Cow<'_, str>) -> Cow<'_, str> {
    let known = |c: char| !c.is_ascii() && SIMPLE.contains_key(&c);
    if text.is_ascii() || !text.contains(known) {
        return text;
    }
    let one = |c: char| SIMPLE.get(&c).copied().unwrap_or(c);
    Cow::Owned(text.chars().map(one).collect())
}
