//! Files of translations: how a configuration names them, what is refused, and what is missing in them.

use faultwire::{Config, ConfigError, Fault, Renderer, TranslationRule, protocol};

use crate::languages::{BARE, ECHO, TOO_MANY, asking, builder, in_spanish, text};

/// A configuration whose files are given.
fn read(page: &str, files: &[(&str, &str)]) -> Result<Renderer, ConfigError> {
    let find = |path: &str| {
        let found = files.iter().find(|(name, _)| *name == path).map(|(_, text)| (*text).to_owned());
        found.ok_or_else(|| std::io::ErrorKind::NotFound.into())
    };
    Renderer::from_config(&Config::from_toml_with(page, "faultwire.toml", find)?)
}

fn refused(page: &str, files: &[(&str, &str)], expected: &str) {
    assert_eq!(read(page, files).unwrap_err().to_string(), expected);
}

#[test]
fn a_malformed_file_is_refused_with_its_places() {
    let page = "[translations]\nes = 'es.ftl'";
    refused(
        page,
        &[("es.ftl", "bare = Solo esto\n\necho { $text }\n\n# é\ntoo_many = é { $count\r\n")],
        "error: expected a token starting with \"=\"
 --> es.ftl:3:6
  |
3 | echo { $text }
  |      ^

error: expected a token starting with \"}\"
 --> es.ftl:7:1
  |
7 | 
  | ^",
    );
    refused(
        page,
        &[(
            "es.ftl",
            "\u{FEFF}bare = { NUMBR(1) }\nbare = { -marca } { otro.title }\necho = { bare.titulo }\n-mraca = x",
        )],
        "error: unknown function `NUMBR`
 --> es.ftl:1:10
  |
1 | bare = { NUMBR(1) }
  |          ^^^^^ did you mean `NUMBER`?

error: `bare` is there twice, first at es.ftl:1
 --> es.ftl:2:1
  |
2 | bare = { -marca } { otro.title }
  | ^^^^",
    );
    refused(
        page,
        &[("es.ftl", "bare = { -marca } { eco.title }\necho = { bare.titulo }\n-mraca = x")],
        "error: unknown term `-marca`
 --> es.ftl:1:11
  |
1 | bare = { -marca } { eco.title }
  |           ^^^^^ did you mean `-mraca`?

error: unknown message `eco`
 --> es.ftl:1:21
  |
1 | bare = { -marca } { eco.title }
  |                     ^^^ did you mean `echo`?

error: message `bare` has no attribute `titulo`
 --> es.ftl:2:15
  |
2 | echo = { bare.titulo }
  |               ^^^^^^",
    );
}

#[test]
fn a_language_has_one_entry_and_any_number_of_files() {
    let page = "[translations]\nes = ['ours.ftl', 'theirs.ftl']";
    let renderer =
        read(page, &[("ours.ftl", "bare = { -marca }"), ("theirs.ftl", "-marca = Solo esto\necho = x")]).unwrap();
    let response = renderer.render(&Fault::new(&BARE), &asking(&renderer, "es"));
    assert!(response.body().windows(9).any(|window| window == b"Solo esto"));
    refused(
        page,
        &[("ours.ftl", "# first\nbare = a"), ("theirs.ftl", "bare = b")],
        "error: `bare` is in ours.ftl:2 already
 --> theirs.ftl:1:1
  |
1 | bare = b
  | ^^^^",
    );
    refused(
        "[translations]\npt-BR = 'a.ftl'\npt_br = 'b.ftl'",
        &[("a.ftl", ""), ("b.ftl", "")],
        "error: two entries for one language: `pt_br` is `pt-BR`, which is above
 --> faultwire.toml:3:1
  |
3 | pt_br = 'b.ftl'
  | ^^^^^ give `pt-BR` a list of files",
    );
}

#[test]
fn mistakes_about_languages_have_their_places() {
    refused(
        "language = 'englisch'\n[translations]\n\"español\" = 'a.ftl'\nes = 'lost.ftl'\nfr = []\nde = 7",
        &[],
        "error: `englisch` is no tag of a language, such as `es` or `pt-BR`
 --> faultwire.toml:1:12
  |
1 | language = 'englisch'
  |            ^^^^^^^^^^

error: `español` is no tag of a language, such as `es` or `pt-BR`
 --> faultwire.toml:3:1
  |
3 | \"español\" = 'a.ftl'
  | ^^^^^^^^^

error: `lost.ftl` cannot be read: entity not found
 --> faultwire.toml:4:6
  |
4 | es = 'lost.ftl'
  |      ^^^^^^^^^^

error: expected at least one string
 --> faultwire.toml:5:6
  |
5 | fr = []
  |      ^^

error: expected a string, not an integer
 --> faultwire.toml:6:6
  |
6 | de = 7
  |      ^",
    );
    let error = builder().language("!").build().unwrap_err();
    assert_eq!(error.to_string(), "error: `!` is no tag of a language, such as `es` or `pt-BR`\n  --> language");
    let error = builder().translations("es", "x.ftl", "x").build().unwrap_err();
    assert_eq!((error.mistakes()[0].file(), error.mistakes()[0].line()), ("x.ftl", Some(1)));
}

#[test]
fn files_are_found_from_where_the_configuration_is() {
    let folder = std::env::temp_dir().join(format!("faultwire-languages-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("locales")).unwrap();
    std::fs::write(folder.join("locales/es.ftl"), "bare = Solo esto\n").unwrap();
    let file = folder.join("faultwire.toml");
    std::fs::write(&file, "style = 'status-text'\n[translations]\nes = 'locales/es.ftl'\nde = 'locales/de.ftl'\n")
        .unwrap();
    let error = Config::load(&file).unwrap_err().to_string();
    std::fs::write(folder.join("locales/de.ftl"), b"bare = \xFF").unwrap();
    let broken = Config::load(&file).unwrap_err().to_string();
    std::fs::write(folder.join("locales/de.ftl"), "bare = Nur das\n").unwrap();
    let renderer = Renderer::from_config(&Config::load(&file).unwrap()).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(error.contains("`locales/de.ftl` cannot be read: "), "{error}");
    assert!(broken.contains("`locales/de.ftl` cannot be read: stream did not contain valid UTF-8"), "{broken}");
    assert_eq!(text(&renderer, &Fault::new(&BARE), "de"), "Nur das");
}

#[test]
fn gaps_are_found_beside_the_definitions() {
    let ftl = "
too_many = Demasiados: { $cuenta }
    .title = { $titulo }
echo = { $text ->
       *[other] { comun }
    }
    .title = Eco
comun = { $text } { -marca(otro: 2) }
    .title = sin más
-marca = { $otro }
ehco = Eco
not_found = No está.
violation-minimum = x
";
    let renderer = builder().translations("es", "es.ftl", ftl).build().unwrap();
    let gaps = renderer.translation_gaps([&TOO_MANY, &ECHO, &BARE, &ECHO]);
    let own = gaps.iter().filter(|gap| !protocol::all().iter().any(|known| known.code() == gap.code()));
    let found: Vec<_> = own.map(|gap| (gap.rule().name(), gap.to_string())).collect();
    let expected = [
        ("translation-parameter-lost", "es says nothing of `count` in `too_many`"),
        ("translation-parameter-unknown", "es needs `cuenta` in `too_many`, whose message does not have it"),
        ("translation-parameter-unknown", "es needs `titulo` in `too_many`, whose message does not have it"),
        ("translation-missing", "es has no text for `bare`"),
        ("translation-unknown", "es has a text for `comun`, which is no code of a definition"),
        ("translation-unknown", "es has a text for `ehco`, which is no code of a definition; did you mean `echo`?"),
    ];
    assert_eq!(found, expected.map(|(rule, text)| (rule, text.to_owned())));
    let missing = gaps.iter().filter(|gap| gap.rule() == TranslationRule::Missing).count();
    assert_eq!(missing, protocol::all().len() + 1);
    assert!(renderer.is_translated());
    let untranslated = builder().build().unwrap();
    assert!(untranslated.translation_gaps([&ECHO]).is_empty() && !untranslated.is_translated());
}

#[test]
fn the_nearest_code_is_looked_for_a_hundred_times() {
    let ftl: String = (0..150).map(|at| format!("echo_{at} = Eco\n")).collect();
    let gaps = builder().translations("es", "es.ftl", ftl).build().unwrap().translation_gaps([&ECHO]);
    let unknown = gaps.iter().filter(|gap| gap.rule() == TranslationRule::Unknown);
    let (meant, bare): (Vec<_>, Vec<_>) = unknown.partition(|gap| gap.to_string().ends_with("did you mean `echo`?"));
    assert_eq!((meant.len(), bare.len()), (100, 50));
}

#[test]
fn a_file_that_nests_deep_is_refused_before_it_is_parsed() {
    for ftl in [
        format!("a = {}", "{".repeat(100_000)),
        format!("a = {{ {}", "NUMBER(".repeat(100_000)),
        format!("a = {}", "{ 1 ->\n *[a] ".repeat(10_000)),
    ] {
        let error = builder().translations("es", "es.ftl", ftl).build().unwrap_err();
        assert!(error.to_string().starts_with("error: nested more than 32 deep"), "{error}");
    }
    let fine = format!("# {0}\na = {{ \"{0}\" }} ((((((((((((((((((((((((((((((((((((\n", "{(".repeat(100));
    assert!(builder().translations("es", "es.ftl", fine).build().is_ok());
}

#[test]
fn what_a_term_prints_is_given_to_it() {
    let page = "[translations]\nes = 'es.ftl'";
    refused(
        page,
        &[(
            "es.ftl",
            "a = { -t }\nb = { -t(text: \"x\") }\n-t = Marca { $text }\n-c = { $case ->\n   *[x] { $case }\n    [y] y\n }\nd = { -c }",
        )],
        "error: `$text`, which `-t` shows, is not given to it here
 --> es.ftl:1:8
  |
1 | a = { -t }
  |        ^

error: `$case`, which `-c` shows, is not given to it here
 --> es.ftl:8:8
  |
8 | d = { -c }
  |        ^",
    );
    // What chooses between texts has a default.
    assert!(read(page, &[("es.ftl", "a = { -c }\n-c = { $case ->\n   *[x] x\n    [y] y\n }")]).is_ok());
}

#[test]
fn many_mistakes_are_said_in_a_few_lines() {
    let ftl: String = (0..3000).map(|at| format!("m{at} = {{ nope{at} }}\n")).collect();
    let error = builder().translations("es", "es.ftl", ftl).build().unwrap_err();
    assert!(error.to_string().len() < 10_000);
}

#[test]
fn numbers_that_cannot_be_formatted_are_shown_as_they_are() {
    let fault = |value: u64| Fault::new(&TOO_MANY).with("count", value);
    assert_eq!(in_spanish("too_many = { NUMBER($count) }", &fault(9_007_199_254_740_993)), "9007199254740993");
    let digits = "too_many = { NUMBER($count, minimumFractionDigits: 99999999999) }";
    assert_eq!(in_spanish(digits, &fault(1)), "1.000000000000000000");
    // In a choice as well, and the next choice is as it was.
    let choice = "too_many = { NUMBER($count, minimumFractionDigits: 20) ->\n   [one] uno\n  *[other] otros\n }";
    assert_eq!(in_spanish(choice, &fault(7)), "otros");
    refused(
        "[translations]\nes = 'es.ftl'",
        &[("es.ftl", "a = { NUMBER() }")],
        "error: `NUMBER` takes one number
 --> es.ftl:1:7
  |
1 | a = { NUMBER() }
  |       ^^^^^^",
    );
}
