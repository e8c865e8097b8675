//! Pipes, colours, full disks.

use std::process::Stdio;

use crate::program::{faultwire, folder, program, run, shell};

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let mut child = program().args(["styles"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), [].as_slice()));
    let line = "faultwire styles | head -1; faultwire --help | head -1";
    assert_eq!(run(shell(line, &folder("pipe")), b"").fine().lines().count(), 2);
}

#[test]
fn colours_are_for_terminals() {
    for arguments in [vec!["styles"], vec!["styles", "describe", "openstack"], vec!["--help"], vec!["render", "--help"]]
    {
        assert!(!faultwire(&arguments, "").fine().contains('\u{1b}'), "{arguments:?}");
    }
    assert!(!faultwire(&["styles", "describe", "opnstack"], "").failed(1).contains('\u{1b}'));
    assert!(!faultwire(&["stiles"], "").failed(2).contains('\u{1b}'));
    let forced = |name: &str| {
        let mut command = program();
        command.args(["styles"]).env("CLICOLOR_FORCE", "1").env(name, "1");
        run(command, b"").fine().contains('\u{1b}')
    };
    assert!(forced("UNRELATED"), "colours can be asked for");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = program().args(["styles"]).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: the output cannot be written: "));
}
