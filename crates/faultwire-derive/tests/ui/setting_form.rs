#[derive(faultwire::Fault)]
enum VolumeError {
    #[fault]
    Bare,
    #[fault = "404"]
    Equal,
    #[fault(status = 404, code = missing)]
    Ident,
    #[fault(status = 404, title)]
    NoValue,
    #[fault(status = 404 code = "no_comma")]
    NoComma,
    #[fault(status = 404, status = 405)]
    Twice,
    #[fault(status = 404, word = "openstack.root")]
    Word,
    #[fault(status = 404, word(root = "x"))]
    Style,
    #[fault(status = 404, word(openstack.root = "x", openstack.root = "y"))]
    WordTwice,
    #[fault(status = 404, 7)]
    Number,
    #[fault(status = 404)]
    Flag {
        #[fault(private = true)]
        secret: String,
    },
}

fn main() {}
