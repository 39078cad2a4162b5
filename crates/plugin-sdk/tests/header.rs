//! `include/synoptic_plugin.h` is `src/abi.rs` in C. `SYNOPTIC_BLESS=1 cargo test --test header` writes it anew.

use std::{env, fmt::Write as _, fs, io::Write as _, mem::offset_of, path::Path, process::Stdio};

use cbindgen::{Builder, Config, DocumentationStyle, ExportConfig, Language, SortKey, Style};
use synoptic_plugin_sdk::abi;

/// What C needs and Rust doesn't have: stands after the includes.
const MACROS: &str = r#"
// Makes the entry visible in a library that is built with -fvisibility=hidden, as it should be; in C++, its name plain.
#ifdef __cplusplus
#define SYNOPTIC_EXPORT extern "C" __attribute__((visibility("default")))
#else
#define SYNOPTIC_EXPORT __attribute__((visibility("default")))
#endif

// A string of a literal: an initializer in C, an expression in C++. In an expression of C, put a cast before it:
// `(SynopticStr)SYNOPTIC_STR("text")`.
#ifdef __cplusplus
#define SYNOPTIC_STR(literal) SynopticStr{(const uint8_t *)("" literal), sizeof(literal) - 1}
#else
#define SYNOPTIC_STR(literal) {(const uint8_t *)("" literal), sizeof(literal) - 1}
#endif

// For `SynopticPlugin.sdk`.
#define SYNOPTIC_SDK "synoptic_plugin.h {major}.{minor}"
"#;

/// What C needs of the whole: stands at the end.
const DECLARATIONS: &str = r#"// What a library defines: `SYNOPTIC_EXPORT const SynopticPlugin {entry} = {...};`
#ifdef __cplusplus
SYNOPTIC_EXPORT const SynopticPlugin {entry};
#else
extern SYNOPTIC_EXPORT const SynopticPlugin {entry};
#endif

// Whether the call should end; costs next to nothing, so ask where a loop begins anew.
static inline int synoptic_is_stopped(const SynopticRequest *request) {
    return __atomic_load_n(request->stop, __ATOMIC_RELAXED) != 0;
}

"#;

/// What C has for `Ordering::Relaxed`: stands after what the documentation of `stop` says.
const STOP_IN_RUST: &str = "Read it as an atomic, relaxed.";
const STOP_IN_C: &str = " In C: `__atomic_load_n(stop, __ATOMIC_RELAXED)`.";

#[test]
fn header_is_the_abi() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("include/synoptic_plugin.h");
    let header = header();
    if env::var_os("SYNOPTIC_BLESS").is_some() {
        fs::write(&path, header).expect("the folder can be written to");
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    let mut lines = found.lines().zip(header.lines()).enumerate();
    if let Some((at, (found, wanted))) = lines.find(|(_, (found, wanted))| found != wanted) {
        panic!("line {} of the header is\n{found}\nand should be\n{wanted}\n{BLESS}", at + 1);
    }
    assert!(found == header, "the header is longer or shorter than the ABI\n{BLESS}");
}

const BLESS: &str = "write it anew: SYNOPTIC_BLESS=1 cargo test -p synoptic-plugin-sdk --test header";

#[test]
fn compilers_see_the_same_layout() {
    let c = ["-std=c11", "-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", "-x", "c", "-"];
    let cpp = ["-std=c++17", "-Wall", "-Wextra", "-Werror", "-pedantic", "-fsyntax-only", "-x", "c++", "-"];
    let program = program();
    compile("CC", "cc", &c, &program);
    compile("CXX", "c++", &cpp, &program);
}

/// The whole header.
fn header() -> String {
    let source = fs::read_to_string(source_path()).expect("the source is there");
    let (constants, structs) = (constants(&source), structs(&source));
    let config = Config {
        language: Language::C,
        cpp_compat: true,
        include_guard: Some("SYNOPTIC_PLUGIN_H".to_owned()),
        no_includes: true,
        sys_includes: vec!["stddef.h".to_owned(), "stdint.h".to_owned()],
        after_includes: Some(fill(MACROS)),
        usize_is_size_t: true,
        style: Style::Type,
        sort_by: SortKey::None,
        line_length: 110,
        tab_width: 4,
        documentation_style: DocumentationStyle::C99,
        export: ExportConfig {
            include: structs.clone(),
            prefix: Some("Synoptic".to_owned()),
            rename: [("AtomicU32".to_owned(), "uint32_t".to_owned())].into(),
            renaming_overrides_prefixing: true,
            ..ExportConfig::default()
        },
        ..Config::default()
    };
    let bindings = Builder::new().with_config(config).with_src(source_path()).generate();
    let mut generated = Vec::new();
    bindings.expect("the source parses").write(&mut generated);
    let generated = String::from_utf8(generated).expect("cbindgen writes UTF-8");

    let mut header = preface(&source, &constants, &structs);
    for line in generated.lines() {
        if line.starts_with("#endif  /* SYNOPTIC_PLUGIN_H") {
            header.push_str(&fill(DECLARATIONS));
        }
        if line.is_empty() && header.ends_with("\n\n") {
            continue;
        }
        if line.trim_start().starts_with("//") {
            header.push_str(&in_c(line, &constants, &structs));
        } else {
            header.push_str(&definition(line, &constants));
        }
        header.push('\n');
        if line.starts_with("#define SYNOPTIC_SDK") {
            header.push_str(&other_constants(&constants, &structs));
        }
    }
    header
}

fn source_path() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/src/abi.rs")
}

fn fill(text: &str) -> String {
    let (major, minor) = (abi::ABI_MAJOR.to_string(), abi::ABI_MINOR.to_string());
    text.replace("{major}", &major).replace("{minor}", &minor).replace("{entry}", abi::ENTRY_SYMBOL)
}

/// A constant of the source.
struct Constant {
    name: String,
    rust_type: String,
    docs: String,
}

/// The constants of the source, in order.
fn constants(source: &str) -> Vec<Constant> {
    let mut found = Vec::new();
    let mut docs = String::new();
    for line in source.lines() {
        if let Some(rest) = line.strip_prefix("pub const ") {
            let (name, rest) = rest.split_once(':').expect("a constant has a type");
            let (rust_type, _) = rest.split_once('=').expect("a constant has a value");
            let (name, rust_type) = (name.to_owned(), rust_type.trim().to_owned());
            found.push(Constant { name, rust_type, docs: std::mem::take(&mut docs) });
        } else if let Some(text) = line.strip_prefix("///") {
            docs.push_str(&format!("//{text}\n"));
        } else {
            docs.clear();
        }
    }
    found
}

/// The names of the structs of the source.
fn structs(source: &str) -> Vec<String> {
    let rest = |line: &str| line.strip_prefix("pub struct ").map(str::to_owned);
    let name = |rest: String| rest.split([' ', '<', '(', ';']).next().map(str::to_owned);
    source.lines().filter_map(rest).filter_map(name).collect()
}

/// What the module's documentation says to all readers, as a comment.
fn preface(source: &str, constants: &[Constant], structs: &[String]) -> String {
    let mut preface = "// Generated from crates/plugin-sdk/src/abi.rs: not to be edited.\n//\n".to_owned();
    let docs = source.lines().map_while(|line| line.strip_prefix("//!"));
    // The last paragraph says where this file is.
    let docs = docs.take_while(|line| !line.contains("synoptic_plugin.h"));
    for line in docs.collect::<Vec<_>>().join("\n").trim_end().lines() {
        preface.push_str(&in_c(&format!("//{line}"), constants, structs));
        preface.push('\n');
    }
    preface.push('\n');
    preface
}

/// A comment with the names of C for those of Rust.
fn in_c(line: &str, constants: &[Constant], structs: &[String]) -> String {
    let line = line.replace("[`", "`").replace("`]", "`");
    let mut result = String::new();
    for (at, part) in line.split('`').enumerate() {
        if at > 0 {
            result.push('`');
        }
        // What stands at odd places stands in backticks.
        if at % 2 == 1 {
            result.push_str(&name_in_c(part, constants, structs));
        } else {
            result.push_str(part);
        }
    }
    let mut result = result.replace("an `Synoptic", "a `Synoptic");
    if result.contains(STOP_IN_RUST) {
        result.push_str(STOP_IN_C);
    }
    result
}

fn name_in_c(name: &str, constants: &[Constant], structs: &[String]) -> String {
    let is_family = |family: &str| constants.iter().any(|constant| constant.name.starts_with(family));
    if constants.iter().any(|constant| constant.name == name) || name.strip_suffix('…').is_some_and(is_family)
    {
        return format!("SYNOPTIC_{name}");
    }
    let (first, field) = name.split_once("::").map_or((name, None), |(first, field)| (first, Some(field)));
    if !structs.iter().any(|known| known == first) {
        return name.to_owned();
    }
    field.map_or_else(|| format!("Synoptic{first}"), |field| format!("Synoptic{first}.{field}"))
}

/// A line of cbindgen's, where a constant has a name in capitals and a value of its type.
fn definition(line: &str, constants: &[Constant]) -> String {
    let Some(rest) = line.strip_prefix("#define Synoptic") else { return line.to_owned() };
    let Some((name, value)) = rest.split_once(' ') else { return line.to_owned() };
    let constant = constants.iter().find(|constant| constant.name == name).expect("it stands in the source");
    let unsigned = constant.rust_type == "u32" && !value.starts_with("UINT");
    // `1 << 31` is no value of C's int.
    let value = match value.split_once(' ') {
        Some((first, rest)) if unsigned => format!("{first}U {rest}"),
        None if unsigned => format!("{value}U"),
        _ => value.to_owned(),
    };
    format!("#define SYNOPTIC_{name} {value}")
}

/// The constants that cbindgen leaves out, as their values are no literals or their type is `str`.
fn other_constants(constants: &[Constant], structs: &[String]) -> String {
    let number = |value: u64| format!("UINT64_C({value:#x})");
    let text = |value: &str| format!("\"{value}\"");
    let values = [
        ("MAGIC", number(abi::MAGIC)),
        ("ENTRY_SYMBOL", text(abi::ENTRY_SYMBOL)),
        ("EXTENSION_BATCH", text(abi::EXTENSION_BATCH)),
        ("EXTENSION_SELF_TEST", text(abi::EXTENSION_SELF_TEST)),
        ("EXTENSION_WARM_UP", text(abi::EXTENSION_WARM_UP)),
    ];
    let mut result = String::new();
    for (name, value) in values {
        let constant =
            constants.iter().find(|constant| constant.name == name).expect("it stands in the source");
        let docs: Vec<String> = constant.docs.lines().map(|line| in_c(line, constants, structs)).collect();
        let _ = write!(result, "\n{}\n#define SYNOPTIC_{name} {value}\n", docs.join("\n"));
    }
    let strings = constants.iter().filter(|constant| constant.rust_type.contains("str"));
    let missing = strings.filter(|constant| !result.contains(&format!(" SYNOPTIC_{} ", constant.name)));
    let missing: Vec<&str> = missing.map(|constant| constant.name.as_str()).collect();
    assert!(missing.is_empty(), "name these above, as cbindgen can't: {missing:?}");
    result
}

/// A program that compiles where a C compiler lays the structs out as Rust does.
fn program() -> String {
    let mut program = header();
    program.push_str("#include <assert.h>\n");
    macro_rules! assert_layout {
        ($($name:ident { $($field:ident),+ })+) => {$(
            let size = size_of::<abi::$name>();
            let _ = writeln!(program, "static_assert(sizeof(Synoptic{0}) == {size}, \"{0}\");", stringify!($name));
            $(
                let (name, field) = (stringify!($name), stringify!($field));
                let offset = offset_of!(abi::$name, $field);
                let _ = writeln!(
                    program,
                    "static_assert(offsetof(Synoptic{name}, {field}) == {offset}, \"{name}.{field}\");",
                );
            )+
        )+};
    }
    assert_layout! {
        Str { data, len }
        Paragraph { start, end }
        Sentence { start, end, first_token, token_count, paragraph, flags }
        Token { start, end, term, flags }
        Span { document, start, end }
        Document {
            struct_size, flags, name, title, outlet, language, text, publish_time_ms, paragraphs, paragraph_count,
            sentences, sentence_count, tokens, token_count
        }
        Request {
            struct_size, kind, documents, document_count, terms, term_count, length_unit, flags, length, focus,
            focus_terms, focus_term_count, params, stop, time_left_ms
        }
        Output { struct_size, flags, context, emit_sentence, emit_text, log, progress, metric, error, emit_item }
        Host { struct_size, flags, context, log }
        Summarizer {
            struct_size, flags, kinds, reserved, name, description, languages, params_schema, create, destroy,
            summarize
        }
        Plugin {
            magic, struct_size, abi_major, abi_minor, panic_strategy, summarizer_count, name, version, toolchain, sdk,
            summarizers, get_extension
        }
        Batch { struct_size, flags, requests_max, summarize }
        InstanceAction { struct_size, flags, run }
    }
    // The constants are of their values' size, and the string macro makes a string.
    program.push_str("static_assert(SYNOPTIC_SENTENCE_CANDIDATE == 0x80000000U, \"flags\");\n");
    program.push_str("static const SynopticStr text = SYNOPTIC_STR(\"text\");\n");
    program.push_str("static_assert(sizeof(text) == 2 * sizeof(size_t), \"text\");\n");
    program.push_str("const SynopticStr *borrow(void);\nconst SynopticStr *borrow(void) { return &text; }\n");
    program
}

/// Gives a program to a compiler; says so where there is none.
fn compile(variable: &str, fallback: &str, arguments: &[&str], program: &str) {
    let compiler = env::var(variable).unwrap_or_else(|_| fallback.to_owned());
    let mut command = std::process::Command::new(&compiler);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return println!("not tried with {compiler}: {error}"),
    };
    let mut stdin = child.stdin.take().expect("it is piped");
    stdin.write_all(program.as_bytes()).expect("the compiler reads its input");
    drop(stdin);
    let output = child.wait_with_output().expect("the compiler ends");
    assert!(output.status.success(), "{compiler}:\n{}", String::from_utf8_lossy(&output.stderr));
}
