//! What the fuzzer begins with, made anew whenever it starts: whole inputs, which it would take long to find by itself.

use std::{env, fs, path::Path};

/// Writes seeds into the folders of the corpus that the fuzzer was started with.
pub fn write(seeds: &[Vec<u8>]) {
    let corpus = env::args().skip(1).filter(|argument| Path::new(argument).is_dir());
    for folder in corpus {
        for (number, seed) in seeds.iter().enumerate() {
            let path = Path::new(&folder).join(format!("seed-{number}"));
            fs::write(&path, seed).expect("the corpus can be written to");
        }
    }
}

/// How much of a gold file is a seed, in bytes: longer ones make the fuzzer slow, and hold no further rule.
const TEXT_BYTES: usize = 1500;

/// The beginnings of the gold files, each behind a byte that stands for its language.
pub fn texts() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/gold");
    // In the order of `Language::ALL`.
    let tags = "en de fr es it pt nl sv da no fi ru tr ar hi zh ja".split(' ');
    let seed = |(number, tag): (u8, &str)| {
        let gold = fs::read_to_string(folder.join(format!("{tag}.txt"))).expect("there is a gold file");
        let text = gold[..gold.floor_char_boundary(TEXT_BYTES)].replace('¦', "").replace("\\n", "\n");
        [&[number], text.as_bytes()].concat()
    };
    (0..).zip(tags).map(seed).collect()
}

/// A page with what pages hold, one that is nested wrongly, and one in `CommonMark`.
pub fn pages() -> Vec<Vec<u8>> {
    let pages = [
        r#"<!DOCTYPE html><html lang=en><head><title>Harbour closed &amp; more</title><meta name="author" content="A. Lindqvist">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Harbour closed"}</script>
<style>p { color: red }</style></head><body><nav><a href="/">Home</a></nav><article><h1>Harbour closed</h1>
<p class="byline">By A. Lindqvist</p><p>The harbour was closed on Monday, and nobody could say for how long it would stay so.</p>
<ul><li>One<li>Two</ul><table><tr><td>1<td>2</table><img src=a.png alt='a "b"'><br><svg><title>x</title></svg>
<!-- <p>no</p> --><noscript><img src=b></noscript></article><footer>Imprint &#169; &nosuch;</footer></body></html>"#,
        "<b><p>a</b>b</p><div><table><tr><td></div><a><div><a></a></select><textarea><!--</textarea>--><svg><p></svg>x",
        "# Title\n\nIt *rained*\nall **day**. See [here](https://a.example) <br> `code`.\n\n> - One\n>   1. Two\n\n| a |\n|--|\n",
    ];
    pages.map(|page| page.as_bytes().to_vec()).to_vec()
}
