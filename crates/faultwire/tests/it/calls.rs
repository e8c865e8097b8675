//! Which errors a kind of call may answer with.

use faultwire::{Call, Config, Fault, FaultType, Renderer, RequestContext, protocol};
use http::{HeaderMap, Method, Uri};

const SERVICE: &str = "
style = 'queue-token'

[[operations]]
path = '/volumes'
GET = 'list'
POST = 'create'

[[operations]]
path = '/volumes/{id}'
GET = 'get'
PUT = 'edit'
DELETE = 'delete'

[[operations]]
path = '/volumes/fault-{code}'
GET = 'none'
";

fn renderer(more: &str) -> Renderer {
    Renderer::from_config(&Config::from_toml(&format!("{SERVICE}{more}"), "faultwire.toml").unwrap()).unwrap()
}

fn request(renderer: &Renderer, method: &Method, path: &'static str) -> RequestContext {
    renderer.capture(method, &Uri::from_static(path), &HeaderMap::new())
}

#[test]
fn a_request_is_the_call_that_its_route_is_declared_to_be() {
    let renderer = renderer("");
    for (method, path, call) in [
        (Method::GET, "/volumes", Some(Call::List)),
        (Method::HEAD, "/volumes?limit=1", Some(Call::List)),
        (Method::POST, "/volumes", Some(Call::Create)),
        (Method::GET, "/volumes/7", Some(Call::Get)),
        (Method::DELETE, "/volumes/7", Some(Call::Delete)),
        // The more particular path counts, and what it says nothing about is left to the other.
        (Method::GET, "/volumes/fault-404", None),
        (Method::DELETE, "/volumes/fault-404", Some(Call::Delete)),
        (Method::GET, "/volumes/fault-", Some(Call::Get)),
        (Method::PATCH, "/volumes", None),
        (Method::GET, "/volumes/", None),
        (Method::GET, "/volumes/7/more", None),
        (Method::GET, "/", None),
    ] {
        assert_eq!(renderer.call(&request(&renderer, &method, path)), call, "{method} {path}");
    }
    assert_eq!(renderer.call(&RequestContext::empty()), None);
}

#[test]
fn the_table_is_that_of_the_style_or_else_of_the_service() {
    // Source: Gigas cloud API, "Error codes classified by type of Request".
    let table = [
        (Call::Unknown, &[400, 405][..]),
        (Call::Create, &[400, 412]),
        (Call::Delete, &[404, 409, 412]),
        (Call::Edit, &[400, 404, 409, 412]),
        (Call::Action, &[400, 404, 409, 412]),
        (Call::Get, &[404, 416]),
        (Call::List, &[400, 404, 416]),
    ];
    let any = [401, 403, 406, 500, 501, 502, 503];
    let exempt = [405, 408, 411, 413, 414, 415, 426, 429, 431, 504];
    let of_style = renderer("");
    for (call, own) in table {
        for status in 400..600 {
            let allowed = own.contains(&status) || any.contains(&status) || exempt.contains(&status);
            let may = of_style.call_may_answer(&RequestContext::empty(), call, status);
            assert_eq!(may, allowed, "{call:?} {status}");
        }
    }
    let own = renderer("[calls]\nany = [500]\nget = [418]");
    for (call, status, allowed) in [
        (Call::Get, 418, true),
        (Call::Get, 404, false),
        (Call::List, 418, false),
        (Call::List, 500, true),
        (Call::Create, 400, false),
    ] {
        let may = own.call_may_answer(&RequestContext::empty(), call, status);
        assert_eq!(may, allowed, "{call:?} {status}");
    }
    // A style without a table has nothing against anything.
    let problem = Renderer::builder().style("problem").build().unwrap();
    assert!(problem.call_may_answer(&RequestContext::empty(), Call::Get, 418));
}

#[test]
fn what_breaks_the_table_is_sent_all_the_same() {
    static IN_USE: FaultType = FaultType::new("name_in_use", 409, "Name in use");
    let renderer = renderer("");
    for fault_type in [&IN_USE, &protocol::BODY_TOO_LARGE] {
        let request = request(&renderer, &Method::POST, "/volumes");
        let sent = renderer.render(&Fault::new(fault_type), &request);
        assert_eq!(sent.status(), fault_type.status());
    }
}

#[test]
fn mistakes_are_all_found_each_with_its_place() {
    let text = "\
[calls]
create = [4000, 'no']
get = 404
lists = [404]
edit = [200]

[[operations]]
path = '/volumes'
GET = 'lst'
POST = 'create'

[[operations]]
path = '/volumes'
POST = 'edit'
FETCH = 'get'

[[operations]]
GET = 'get'

[[operations]]
path = 'volumes/{id'

[[operations]]
path = '/tasks'
";
    let error = Config::from_toml(text, "faultwire.toml").unwrap_err();
    let found: Vec<_> = error
        .mistakes()
        .iter()
        .map(|mistake| (mistake.line().unwrap_or_default(), mistake.message(), mistake.help().unwrap_or_default()))
        .collect();
    let expected = [
        (2, "4000 is no status of an error, which is 400 to 599", ""),
        (2, "expected a status from 400 to 599, not a string", ""),
        (3, "expected an array of statuses, not an integer", ""),
        (4, "unknown kind of call `lists`", "did you mean `list`?"),
        (5, "200 is no status of an error, which is 400 to 599", ""),
        (9, "unknown kind of call `lst`", "did you mean `list`?"),
        (14, "two kinds for POST of `/volumes`: it is `create` above", ""),
        (15, "unknown key `FETCH`", "valid: `path`, `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE`, `OPTIONS`"),
        (17, "`path` is missing here", ""),
        (21, "a prefix starts with `/`", ""),
        (23, "an operation names a kind of call for a method, such as `GET = \"list\"`", ""),
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_page_has_such_a_table_too() {
    let page =
        "name = 'house'\nmedia = { json = 'application/json' }\nfault.body = { ok = false }\n[calls]\ngot = [404]";
    let error =
        Config::from_toml(&format!("[styles.house]\n{}", page.replace("[calls]", "[styles.house.calls]")), "f.toml");
    assert!(error.unwrap_err().to_string().contains("did you mean `get`?"));
}
