// Written by `faultwire catalog generate rust` from a catalogue of faults. Not to be edited.

/// The faults of the catalogue odd: */ \[names\] \<T> ☃ "#\\ `x` <https://names.example>, 1.0.0-rc.1+odd, owned by the */ team, &#x202E;isle of.
#[rustfmt::skip]
#[allow(clippy::large_enum_variant, reason = "each has the parameters of its fault")]
#[derive(Debug, Clone, PartialEq, thiserror::Error, faultwire::Fault)]
#[non_exhaustive]
pub enum OddFault {
    /// 400: T.
    #[error("{abstract} {as} {async} {await} {become} {box} {break} {const} {continue} {do} {dyn} {else} {enum} {extern} {false} {final} {fn} {for} {gen_} {if} {impl} {in} {let} {loop} {macro} {match} {mod} {move} {mut} {override} {priv} {pub} {ref} {return} {static} {struct} {trait} {true} {try} {type} {typeof} {unsafe} {unsized} {use} {virtual} {where} {while} {yield} {self_} {self__} {super_} {crate_}")]
    #[fault(
        code = "keywords",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#keywords",
    )]
    Keywords {
        /// The parameter `abstract`.
        r#abstract: bool,
        /// The parameter `as`.
        r#as: bool,
        /// The parameter `async`.
        r#async: bool,
        /// The parameter `await`.
        r#await: bool,
        /// The parameter `become`.
        r#become: bool,
        /// The parameter `box`.
        r#box: bool,
        /// The parameter `break`.
        r#break: bool,
        /// The parameter `const`.
        r#const: bool,
        /// The parameter `continue`.
        r#continue: bool,
        /// The parameter `do`.
        r#do: bool,
        /// The parameter `dyn`.
        r#dyn: bool,
        /// The parameter `else`.
        r#else: bool,
        /// The parameter `enum`.
        r#enum: bool,
        /// The parameter `extern`.
        r#extern: bool,
        /// The parameter `false`.
        r#false: bool,
        /// The parameter `final`.
        r#final: bool,
        /// The parameter `fn`.
        r#fn: bool,
        /// The parameter `for`.
        r#for: bool,
        /// The parameter `gen`.
        #[fault(name = "gen")]
        gen_: bool,
        /// The parameter `if`.
        r#if: bool,
        /// The parameter `impl`.
        r#impl: bool,
        /// The parameter `in`.
        r#in: bool,
        /// The parameter `let`.
        r#let: bool,
        /// The parameter `loop`.
        r#loop: bool,
        /// The parameter `macro`.
        r#macro: bool,
        /// The parameter `match`.
        r#match: bool,
        /// The parameter `mod`.
        r#mod: bool,
        /// The parameter `move`.
        r#move: bool,
        /// The parameter `mut`.
        r#mut: bool,
        /// The parameter `override`.
        r#override: bool,
        /// The parameter `priv`.
        r#priv: bool,
        /// The parameter `pub`.
        r#pub: bool,
        /// The parameter `ref`.
        r#ref: bool,
        /// The parameter `return`.
        r#return: bool,
        /// The parameter `static`.
        r#static: bool,
        /// The parameter `struct`.
        r#struct: bool,
        /// The parameter `trait`.
        r#trait: bool,
        /// The parameter `true`.
        r#true: bool,
        /// The parameter `try`.
        r#try: bool,
        /// The parameter `type`.
        r#type: bool,
        /// The parameter `typeof`.
        r#typeof: bool,
        /// The parameter `unsafe`.
        r#unsafe: bool,
        /// The parameter `unsized`.
        r#unsized: bool,
        /// The parameter `use`.
        r#use: bool,
        /// The parameter `virtual`.
        r#virtual: bool,
        /// The parameter `where`.
        r#where: bool,
        /// The parameter `while`.
        r#while: bool,
        /// The parameter `yield`.
        r#yield: bool,
        /// The parameter `self`.
        #[fault(name = "self")]
        self_: bool,
        /// The parameter `Self`.
        #[fault(name = "Self")]
        self__: bool,
        /// The parameter `super`.
        #[fault(name = "super")]
        super_: bool,
        /// The parameter `crate`.
        #[fault(name = "crate")]
        crate_: bool,
    },
    /// 400: T.
    #[error("{parameter} {parameter_} {parameter_1} {x} {x_} {x__} {a_b} {core} {formatter} {fault} {some} {some_} {field_0} {ok} {err} {some__} {none} {option} {string} {vec} {volume_id_} {http_host} {source__} {source_} {source___} {volume_id}")]
    #[fault(
        code = "names",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#names",
    )]
    Names {
        /// The parameter `_`.
        #[fault(name = "_")]
        parameter: bool,
        /// The parameter `__`.
        #[fault(name = "__")]
        parameter_: bool,
        /// The parameter `_1`.
        #[fault(name = "_1")]
        parameter_1: bool,
        /// The parameter `_x`.
        #[fault(name = "_x")]
        x: bool,
        /// The parameter `x_`.
        x_: bool,
        /// The parameter `x__`.
        x__: bool,
        /// The parameter `a__b`.
        #[fault(name = "a__b")]
        a_b: bool,
        /// The parameter `__core`.
        #[fault(name = "__core")]
        core: bool,
        /// The parameter `__formatter`.
        #[fault(name = "__formatter")]
        formatter: bool,
        /// The parameter `__fault`.
        #[fault(name = "__fault")]
        fault: bool,
        /// The parameter `__some`.
        #[fault(name = "__some")]
        some: bool,
        /// The parameter `__Some`.
        #[fault(name = "__Some")]
        some_: bool,
        /// The parameter `__field_0`.
        #[fault(name = "__field_0")]
        field_0: bool,
        /// The parameter `Ok`.
        #[fault(name = "Ok")]
        ok: bool,
        /// The parameter `Err`.
        #[fault(name = "Err")]
        err: bool,
        /// The parameter `Some`.
        #[fault(name = "Some")]
        some__: bool,
        /// The parameter `None`.
        #[fault(name = "None")]
        none: bool,
        /// The parameter `Option`.
        #[fault(name = "Option")]
        option: bool,
        /// The parameter `String`.
        #[fault(name = "String")]
        string: bool,
        /// The parameter `Vec`.
        #[fault(name = "Vec")]
        vec: bool,
        /// The parameter `volumeId`.
        #[fault(name = "volumeId")]
        volume_id_: bool,
        /// The parameter `HTTPHost`.
        #[fault(name = "HTTPHost")]
        http_host: bool,
        /// The parameter `source`.
        #[fault(name = "source")]
        source__: bool,
        /// The parameter `source_`.
        source_: bool,
        /// The parameter `_source`.
        #[fault(name = "_source")]
        source___: bool,
        /// The parameter `volume_id`.
        volume_id: bool,
    },
    /// 400: T.
    #[error("{fault} {f} {formatter} {error} {e} {other} {state} {hasher} {backtrace} {cause} {code} {status} {message} {title} {raw} {auto} {default} {union} {macro_rules} {fmt} {core} {std} {value} {display} {name} {retry_after} {violations} {private} {thiserror} {faultwire} {var} {args} {format} {write} {safe}")]
    #[fault(
        code = "usual",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#usual",
    )]
    Usual {
        /// The parameter `fault`.
        fault: bool,
        /// The parameter `f`.
        f: bool,
        /// The parameter `formatter`.
        formatter: bool,
        /// The parameter `error`.
        error: bool,
        /// The parameter `e`.
        e: bool,
        /// The parameter `other`.
        other: bool,
        /// The parameter `state`.
        state: bool,
        /// The parameter `hasher`.
        hasher: bool,
        /// The parameter `backtrace`.
        backtrace: bool,
        /// The parameter `cause`.
        cause: bool,
        /// The parameter `code`.
        code: bool,
        /// The parameter `status`.
        status: bool,
        /// The parameter `message`.
        message: bool,
        /// The parameter `title`.
        title: bool,
        /// The parameter `raw`.
        raw: bool,
        /// The parameter `auto`.
        auto: bool,
        /// The parameter `default`.
        default: bool,
        /// The parameter `union`.
        union: bool,
        /// The parameter `macro_rules`.
        macro_rules: bool,
        /// The parameter `fmt`.
        fmt: bool,
        /// The parameter `core`.
        core: bool,
        /// The parameter `std`.
        std: bool,
        /// The parameter `value`.
        value: bool,
        /// The parameter `display`.
        display: bool,
        /// The parameter `name`.
        name: bool,
        /// The parameter `retry_after`.
        retry_after: bool,
        /// The parameter `violations`.
        violations: bool,
        /// The parameter `private`.
        private: bool,
        /// The parameter `thiserror`.
        thiserror: bool,
        /// The parameter `faultwire`.
        faultwire: bool,
        /// The parameter `var`.
        var: bool,
        /// The parameter `args`.
        args: bool,
        /// The parameter `format`.
        format: bool,
        /// The parameter `write`.
        write: bool,
        /// The parameter `safe`.
        safe: bool,
    },
    /// 502: T.
    #[error("The upstream {source__} failed: {source_}, {{source}}.")]
    #[fault(
        code = "source",
        status = 502,
        title = "T",
        help = "https://errors.example/odd#source",
    )]
    Source {
        /// The parameter `source`.
        #[fault(name = "source")]
        source__: String,
        /// The parameter `source_`.
        source_: String,
    },
    /// 500: T.
    ///
    /// For the log: `volumeId` (integer), `rate` (number), `hosts` (list), `limits` (object), `any` (any), `sure` (boolean).
    #[error("T")]
    #[fault(
        code = "log",
        status = 500,
        title = "T",
        help = "https://errors.example/odd#log",
    )]
    Log {
        /// The value for the log `source`, if there is one.
        #[fault(private, name = "source")]
        source_: Option<String>,
        /// The value for the log `volumeId`.
        #[fault(private, name = "volumeId")]
        volume_id: i64,
        /// The value for the log `rate`, if there is one.
        #[fault(private)]
        rate: Option<f64>,
        /// The value for the log `hosts`.
        #[fault(private)]
        hosts: faultwire::Value,
        /// The value for the log `limits`, if there is one.
        #[fault(private)]
        limits: Option<faultwire::Value>,
        /// The value for the log `any`.
        #[fault(private)]
        any: faultwire::Value,
        /// The value for the log `sure`.
        #[fault(private)]
        sure: bool,
    },
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "kinds",
        status = 400,
        title = "T",
        message = "{a} {b} {c} {d} {e} {f} {g}",
        help = "https://errors.example/odd#kinds",
    )]
    Kinds {
        /// The parameter `a`.
        a: String,
        /// The parameter `b`.
        b: i64,
        /// The parameter `c`.
        c: f64,
        /// The parameter `d`.
        d: bool,
        /// The parameter `e`.
        e: Vec<faultwire::Value>,
        /// The parameter `f`.
        f: std::collections::BTreeMap<String, faultwire::Value>,
        /// The parameter `g`.
        g: faultwire::Value,
        /// The parameter `h`, if there is one.
        h: Option<faultwire::Value>,
        /// The parameter `i`, if there is one.
        i: Option<Vec<faultwire::Value>>,
        /// The parameter `type`, if there is one.
        r#type: Option<std::collections::BTreeMap<String, faultwire::Value>>,
    },
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "ok",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#ok",
    )]
    Ok,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "none",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#none",
    )]
    None,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "entries",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#entries",
    )]
    Entries,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "fault_type",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#fault_type",
    )]
    FaultType,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "from_fault",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#from_fault",
    )]
    FromFault,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "a_b",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#a_b",
    )]
    AB,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "ab",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#ab",
    )]
    Ab,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "x1",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#x1",
    )]
    X1,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "a1_b",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#a1_b",
    )]
    A1B,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "error",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#error",
    )]
    Error,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "fault",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#fault",
    )]
    Fault,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "numbers",
        status = 400,
        title = "T",
        number = -9223372036854775808,
        retry_after = 4294967295,
        help = "https://errors.example/odd#numbers",
    )]
    Numbers,
    /// 400: T.
    #[error("T")]
    #[fault(
        code = "words",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#words",
        word("." = "e"),
        word("3d.error-code" = "zzz"),
        word("my-style.status-code" = "y"),
        word("my-style.type" = "t"),
        word("my-style.self" = "s"),
        word("a3.0b" = "z"),
        word("a3.1e5" = "y"),
        word("a3.2x" = "x"),
        word("c\u{1b}[31m\n#.\0" = "o"),
        word("x.y = \"\")) ] Z, #[error(\"{}\", { println!(\"PWNED\"); 0 })] #[fault(status = 400, code = \"b\", message = \"m\", word(q.z" = "v\n\"))]\u{202e}"),
    )]
    Words,
    /// 400: "#c\\d" */ } \] ) /* ' r#".
    ///
    /// "#c\\d" */ } \] ) /* ' r#"
    ///
    /// Causes:
    /// - "#c\\d" */ } \] ) /* ' r#"
    /// - - b
    ///
    /// Remedies:
    /// - "#c\\d" */ } \] ) /* ' r#"
    ///
    /// Since version "#c\\d" */ } \] ) /* ' r#".
    ///
    /// Deprecated since "#c\\d" */ } \] ) /* ' r#", in favour of `ok`.
    #[deprecated(note = "since \"#c\\\\d\" */ } \\] ) /* ' r#\": use `Ok`")]
    #[error("\"#c\\d\" */ }} ] ) /* ' r#\"")]
    #[fault(
        code = "quotes",
        status = 400,
        title = "\"#c\\d\" */ } ] ) /* ' r#\"",
        help = "https://errors.example/odd#quotes",
        word("problem.title" = "\"#c\\d\" */ } ] ) /* ' r#\""),
    )]
    Quotes,
    /// 400: {a} {} {0} {:?}.
    ///
    /// {a} {} {0} {:?}
    ///
    /// Causes:
    /// - {a} {} {0} {:?}
    /// - - b
    ///
    /// Remedies:
    /// - {a} {} {0} {:?}
    ///
    /// Since version {a} {} {0} {:?}.
    ///
    /// Deprecated since {a} {} {0} {:?}, in favour of `ok`.
    #[deprecated(note = "since {a} {} {0} {:?}: use `Ok`")]
    #[error("{{a}} {{}} {{0}} {{:?}}")]
    #[fault(
        code = "braces_",
        status = 400,
        title = "{a} {} {0} {:?}",
        help = "https://errors.example/odd#braces_",
        word("problem.title" = "{a} {} {0} {:?}"),
    )]
    Braces,
    /// 400: a&#x0;b&#x1B;\[31mc&#x7;.
    ///
    /// a&#x0;b&#x1B;\[31mc&#x7;
    ///
    /// Causes:
    /// - a&#x0;b&#x1B;\[31mc&#x7;
    /// - - b
    ///
    /// Remedies:
    /// - a&#x0;b&#x1B;\[31mc&#x7;
    #[error("a\0b\u{1b}[31mc\u{7}")]
    #[fault(
        code = "controls",
        status = 400,
        title = "a\0b\u{1b}[31mc\u{7}",
        help = "https://errors.example/odd#controls",
        word("problem.title" = "a\0b\u{1b}[31mc\u{7}"),
    )]
    Controls,
    /// 400: a&#x202E;b&#x2066;c&#x200B;d&#xFEFF;e.
    ///
    /// a&#x202E;b&#x2066;c&#x200B;d&#xFEFF;e
    ///
    /// Causes:
    /// - a&#x202E;b&#x2066;c&#x200B;d&#xFEFF;e
    /// - - b
    ///
    /// Remedies:
    /// - a&#x202E;b&#x2066;c&#x200B;d&#xFEFF;e
    ///
    /// Since version a&#x202E;b&#x2066;c&#x200B;d&#xFEFF;e.
    ///
    /// Deprecated since a&#x202E;b&#x2066;c&#x200B;d&#xFEFF;e, in favour of `ok`.
    #[deprecated(note = "since a&#x202E;b&#x2066;c&#x200B;d&#xFEFF;e: use `Ok`")]
    #[error("a\u{202e}b\u{2066}c\u{200b}d\u{feff}e")]
    #[fault(
        code = "directions",
        status = 400,
        title = "a\u{202e}b\u{2066}c\u{200b}d\u{feff}e",
        help = "https://errors.example/odd#directions",
        word("problem.title" = "a\u{202e}b\u{2066}c\u{200b}d\u{feff}e"),
    )]
    Directions,
    /// 400: \`\`\`.
    ///
    /// \`\`\`
    ///
    /// Causes:
    /// - \`\`\`
    /// - - b
    ///
    /// Remedies:
    /// - \`\`\`
    ///
    /// Since version \`\`\`.
    ///
    /// Deprecated since \`\`\`, in favour of `ok`.
    #[deprecated(note = "since \\`\\`\\`: use `Ok`")]
    #[error("```")]
    #[fault(
        code = "fence",
        status = 400,
        title = "```",
        help = "https://errors.example/odd#fence",
        word("problem.title" = "```"),
    )]
    Fence,
    /// 400: `[a] <b>` and ``x ` y`` and \` alone.
    ///
    /// `[a] <b>` and ``x ` y`` and \` alone
    ///
    /// Causes:
    /// - `[a] <b>` and ``x ` y`` and \` alone
    /// - - b
    ///
    /// Remedies:
    /// - `[a] <b>` and ``x ` y`` and \` alone
    ///
    /// Since version \`\[a\] \<b>\` and \`\`x \` y\`\` and \` alone.
    ///
    /// Deprecated since \`\[a\] \<b>\` and \`\`x \` y\`\` and \` alone, in favour of `ok`.
    #[deprecated(note = "since `[a] <b>` and ``x ` y`` and \\` alone: use `Ok`")]
    #[error("`[a] <b>` and ``x ` y`` and ` alone")]
    #[fault(
        code = "code",
        status = 400,
        title = "`[a] <b>` and ``x ` y`` and ` alone",
        help = "https://errors.example/odd#code",
        word("problem.title" = "`[a] <b>` and ``x ` y`` and ` alone"),
    )]
    Code,
    /// 400: \~~~.
    ///
    /// \~~~
    ///
    /// Causes:
    /// - \~~~
    /// - - b
    ///
    /// Remedies:
    /// - \~~~
    ///
    /// Since version \~~~.
    ///
    /// Deprecated since \~~~, in favour of `ok`.
    #[deprecated(note = "since \\~~~: use `Ok`")]
    #[error("~~~")]
    #[fault(
        code = "tildes",
        status = 400,
        title = "~~~",
        help = "https://errors.example/odd#tildes",
        word("problem.title" = "~~~"),
    )]
    Tildes,
    /// 400: \[foo\] \[a\](b) \[`Zzz`\] \[^1\]: x \[x\]: y.
    ///
    /// \[foo\] \[a\](b) \[`Zzz`\] \[^1\]: x \[x\]: y
    ///
    /// Causes:
    /// - \[foo\] \[a\](b) \[`Zzz`\] \[^1\]: x \[x\]: y
    /// - - b
    ///
    /// Remedies:
    /// - \[foo\] \[a\](b) \[`Zzz`\] \[^1\]: x \[x\]: y
    ///
    /// Since version \[foo\] \[a\](b) \[\`Zzz\`\] \[^1\]: x \[x\]: y.
    ///
    /// Deprecated since \[foo\] \[a\](b) \[\`Zzz\`\] \[^1\]: x \[x\]: y, in favour of `ok`.
    #[deprecated(note = "since \\[foo\\] \\[a\\](b) \\[`Zzz`\\] \\[^1\\]: x \\[x\\]: y: use `Ok`")]
    #[error("[foo] [a](b) [`Zzz`] [^1]: x [x]: y")]
    #[fault(
        code = "links",
        status = 400,
        title = "[foo] [a](b) [`Zzz`] [^1]: x [x]: y",
        help = "https://errors.example/odd#links",
        word("problem.title" = "[foo] [a](b) [`Zzz`] [^1]: x [x]: y"),
    )]
    Links,
    /// 400: \<TENANT> \<script> \<!-- -->.
    ///
    /// \<TENANT> \<script> \<!-- -->
    ///
    /// Causes:
    /// - \<TENANT> \<script> \<!-- -->
    /// - - b
    ///
    /// Remedies:
    /// - \<TENANT> \<script> \<!-- -->
    ///
    /// Since version \<TENANT> \<script> \<!-- -->.
    ///
    /// Deprecated since \<TENANT> \<script> \<!-- -->, in favour of `ok`.
    #[deprecated(note = "since \\<TENANT> \\<script> \\<!-- -->: use `Ok`")]
    #[error("<TENANT> <script> <!-- -->")]
    #[fault(
        code = "html",
        status = 400,
        title = "<TENANT> <script> <!-- -->",
        help = "https://errors.example/odd#html",
        word("problem.title" = "<TENANT> <script> <!-- -->"),
    )]
    Html,
    /// 400: See <https://docs.example/quota_(a)>, \<<https://a.example/b>>, <http://x.example>.
    ///
    /// See <https://docs.example/quota_(a)>, \<<https://a.example/b>>, <http://x.example>.
    ///
    /// Causes:
    /// - See <https://docs.example/quota_(a)>, \<<https://a.example/b>>, <http://x.example>.
    /// - - b
    ///
    /// Remedies:
    /// - See <https://docs.example/quota_(a)>, \<<https://a.example/b>>, <http://x.example>.
    ///
    /// Since version See <https://docs.example/quota_(a)>, \<<https://a.example/b>>, <http://x.example>..
    ///
    /// Deprecated since See <https://docs.example/quota_(a)>, \<<https://a.example/b>>, <http://x.example>., in favour of `ok`.
    #[deprecated(note = "since See <https://docs.example/quota_(a)>, \\<<https://a.example/b>>, <http://x.example>.: use `Ok`")]
    #[error("See https://docs.example/quota_(a), <https://a.example/b>, http://x.example.")]
    #[fault(
        code = "addresses",
        status = 400,
        title = "See https://docs.example/quota_(a), <https://a.example/b>, http://x.example.",
        help = "https://errors.example/odd#addresses",
        word("problem.title" = "See https://docs.example/quota_(a), <https://a.example/b>, http://x.example."),
    )]
    Addresses,
    /// 400: \&amp; \&#x53; & \&lt;b\&gt; \\\[ \\\\ \\.
    ///
    /// \&amp; \&#x53; & \&lt;b\&gt; \\\[ \\\\ \\
    ///
    /// Causes:
    /// - \&amp; \&#x53; & \&lt;b\&gt; \\\[ \\\\ \\
    /// - - b
    ///
    /// Remedies:
    /// - \&amp; \&#x53; & \&lt;b\&gt; \\\[ \\\\ \\
    ///
    /// Since version \&amp; \&#x53; & \&lt;b\&gt; \\\[ \\\\ \\.
    ///
    /// Deprecated since \&amp; \&#x53; & \&lt;b\&gt; \\\[ \\\\ \\, in favour of `ok`.
    #[deprecated(note = "since \\&amp; \\&#x53; & \\&lt;b\\&gt; \\\\\\[ \\\\\\\\ \\\\: use `Ok`")]
    #[error("&amp; &#x53; & &lt;b&gt; \\[ \\\\ \\")]
    #[fault(
        code = "entities",
        status = 400,
        title = "&amp; &#x53; & &lt;b&gt; \\[ \\\\ \\",
        help = "https://errors.example/odd#entities",
        word("problem.title" = "&amp; &#x53; & &lt;b&gt; \\[ \\\\ \\"),
    )]
    Entities,
    /// 400: Causes:.
    ///
    /// &#x43;auses:
    ///
    /// Causes:
    /// - Causes:
    /// - - b
    ///
    /// Remedies:
    /// - Causes:
    ///
    /// Since version Causes:.
    ///
    /// Deprecated since Causes:, in favour of `ok`.
    #[deprecated(note = "since Causes:: use `Ok`")]
    #[error("Causes:")]
    #[fault(
        code = "causes_",
        status = 400,
        title = "Causes:",
        help = "https://errors.example/odd#causes_",
        word("problem.title" = "Causes:"),
    )]
    Causes,
    /// 400: Since 1.0.0.
    ///
    /// &#x53;ince 1.0.0.
    ///
    /// Causes:
    /// - Since 1.0.0.
    /// - - b
    ///
    /// Remedies:
    /// - Since 1.0.0.
    ///
    /// Since version Since 1.0.0..
    ///
    /// Deprecated since Since 1.0.0., in favour of `ok`.
    #[deprecated(note = "since Since 1.0.0.: use `Ok`")]
    #[error("Since 1.0.0.")]
    #[fault(
        code = "since_",
        status = 400,
        title = "Since 1.0.0.",
        help = "https://errors.example/odd#since_",
        word("problem.title" = "Since 1.0.0."),
    )]
    Since,
    /// 400: Deprecated since 1.0.0, in favour of `fence`.
    ///
    /// &#x44;eprecated since 1.0.0, in favour of `fence`.
    ///
    /// Causes:
    /// - Deprecated since 1.0.0, in favour of `fence`.
    /// - - b
    ///
    /// Remedies:
    /// - Deprecated since 1.0.0, in favour of `fence`.
    ///
    /// Since version Deprecated since 1.0.0, in favour of \`fence\`..
    ///
    /// Deprecated since Deprecated since 1.0.0, in favour of \`fence\`., in favour of `ok`.
    #[deprecated(note = "since Deprecated since 1.0.0, in favour of `fence`.: use `Ok`")]
    #[error("Deprecated since 1.0.0, in favour of `fence`.")]
    #[fault(
        code = "deprecated_",
        status = 400,
        title = "Deprecated since 1.0.0, in favour of `fence`.",
        help = "https://errors.example/odd#deprecated_",
        word("problem.title" = "Deprecated since 1.0.0, in favour of `fence`."),
    )]
    Deprecated,
    /// 400: Answers calls: create.
    ///
    /// &#x41;nswers calls: create.
    ///
    /// Causes:
    /// - Answers calls: create.
    /// - - b
    ///
    /// Remedies:
    /// - Answers calls: create.
    ///
    /// Since version Answers calls: create..
    ///
    /// Deprecated since Answers calls: create., in favour of `ok`.
    #[deprecated(note = "since Answers calls: create.: use `Ok`")]
    #[error("Answers calls: create.")]
    #[fault(
        code = "calls_",
        status = 400,
        title = "Answers calls: create.",
        help = "https://errors.example/odd#calls_",
        word("problem.title" = "Answers calls: create."),
    )]
    Calls,
    /// 400: For the log: `hosts` (list).
    ///
    /// &#x46;or the log: `hosts` (list).
    ///
    /// Causes:
    /// - For the log: `hosts` (list).
    /// - - b
    ///
    /// Remedies:
    /// - For the log: `hosts` (list).
    ///
    /// Since version For the log: \`hosts\` (list)..
    ///
    /// Deprecated since For the log: \`hosts\` (list)., in favour of `ok`.
    #[deprecated(note = "since For the log: `hosts` (list).: use `Ok`")]
    #[error("For the log: `hosts` (list).")]
    #[fault(
        code = "kept",
        status = 400,
        title = "For the log: `hosts` (list).",
        help = "https://errors.example/odd#kept",
        word("problem.title" = "For the log: `hosts` (list)."),
    )]
    Kept,
    /// 400: 400: Causes:.
    ///
    /// 400: Causes:.
    ///
    /// Causes:
    /// - 400: Causes:.
    /// - - b
    ///
    /// Remedies:
    /// - 400: Causes:.
    ///
    /// Since version 400: Causes:..
    ///
    /// Deprecated since 400: Causes:., in favour of `ok`.
    #[deprecated(note = "since 400: Causes:.: use `Ok`")]
    #[error("400: Causes:.")]
    #[fault(
        code = "status_line",
        status = 400,
        title = "400: Causes:.",
        help = "https://errors.example/odd#status_line",
        word("problem.title" = "400: Causes:."),
    )]
    StatusLine,
    /// 400: - a.
    ///
    /// - a
    ///
    /// Causes:
    /// - - a
    /// - - b
    ///
    /// Remedies:
    /// - - a
    ///
    /// Since version - a.
    ///
    /// Deprecated since - a, in favour of `ok`.
    #[deprecated(note = "since - a: use `Ok`")]
    #[error("- a")]
    #[fault(
        code = "list",
        status = 400,
        title = "- a",
        help = "https://errors.example/odd#list",
        word("problem.title" = "- a"),
    )]
    List,
    /// 400: # a.
    ///
    /// # a
    ///
    /// Causes:
    /// - # a
    /// - - b
    ///
    /// Remedies:
    /// - # a
    ///
    /// Since version # a.
    ///
    /// Deprecated since # a, in favour of `ok`.
    #[deprecated(note = "since # a: use `Ok`")]
    #[error("# a")]
    #[fault(
        code = "heading",
        status = 400,
        title = "# a",
        help = "https://errors.example/odd#heading",
        word("problem.title" = "# a"),
    )]
    Heading,
    /// 400: T.
    ///
    /// One.
    ///
    /// # Two
    /// - three
    /// - four
    ///
    /// &#x53;ince 2.0.0.
    ///
    /// &#x43;auses:
    ///
    /// - five
    ///
    /// Causes:
    /// - Causes:
    #[error("T")]
    #[fault(
        code = "lines",
        status = 400,
        title = "T",
        help = "https://errors.example/odd#lines",
    )]
    Lines,
    /// 400: Twice.
    ///
    /// 400: Twice.
    #[error("Twice")]
    #[fault(
        code = "first",
        status = 400,
        title = "Twice",
        help = "https://errors.example/odd#first",
    )]
    First,
    /// 400: Many.
    #[error("Many")]
    #[fault(
        code = "many",
        status = 400,
        title = "Many",
        help = "https://errors.example/odd#many",
    )]
    Many {
        /// The parameter `of_1`.
        of_1: String,
        /// The parameter `of_2`.
        of_2: String,
        /// The parameter `of_3`.
        of_3: String,
        /// The parameter `of_4`.
        of_4: String,
        /// The parameter `of_5`.
        of_5: String,
        /// The parameter `of_6`.
        of_6: String,
        /// The parameter `of_7`.
        of_7: String,
        /// The parameter `of_8`.
        of_8: String,
        /// The parameter `of_9`.
        of_9: String,
        /// The parameter `of_10`.
        of_10: String,
        /// The parameter `of_11`.
        of_11: String,
        /// The parameter `of_12`.
        of_12: String,
        /// The parameter `of_13`.
        of_13: String,
        /// The parameter `of_14`.
        of_14: String,
        /// The parameter `of_15`.
        of_15: String,
        /// The parameter `of_16`.
        of_16: String,
        /// The parameter `of_17`.
        of_17: String,
        /// The parameter `of_18`.
        of_18: String,
        /// The parameter `of_19`.
        of_19: String,
        /// The parameter `of_20`.
        of_20: String,
        /// The parameter `of_21`.
        of_21: String,
        /// The parameter `of_22`.
        of_22: String,
        /// The parameter `of_23`.
        of_23: String,
        /// The parameter `of_24`.
        of_24: String,
    },
}
