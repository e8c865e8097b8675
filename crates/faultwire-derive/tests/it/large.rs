//! As many variants as a large service has in all.

use faultwire::{Fault, FaultSet};

macro_rules! large {
    ($($variant:ident)*) => {
        #[derive(Debug, PartialEq, thiserror::Error, faultwire::Fault)]
        enum Large {
            $(
                #[doc = concat!("What ", stringify!($variant), " means.")]
                #[error("The volume {volume} is in the way of {size} bytes.")]
                #[fault(status = 409, cause = "state")]
                $variant { volume: String, size: u64 },
            )*
        }

        fn all() -> Vec<Large> {
            vec![$(Large::$variant { volume: "a".into(), size: 7 }),*]
        }
    };
}

#[test]
fn hundreds_of_variants_are_a_set() {
    assert_eq!(Large::definitions().count(), 500);
    for error in all() {
        let text = error.to_string();
        let fault = Fault::from(error);
        assert_eq!(fault.message(), text);
        assert_eq!(fault.code(), fault.fault_type().title().to_lowercase());
        let back = Large::from_fault(&fault).unwrap();
        assert!(Fault::from(back).is(fault.fault_type()));
    }
    assert_eq!(Large::FAULT499.code(), "fault499");
}

/// So much that the compiler would refuse to evaluate it if it took long.
#[derive(Debug, PartialEq, faultwire::Fault)]
enum Service {
    #[fault(transparent)]
    Large(Large),
    #[fault(status = 404)]
    RouteMissing,
    #[fault(transparent)]
    LargeAgain(Large),
}

#[test]
fn hundreds_of_variants_can_be_nested() {
    assert_eq!(Service::definitions().count(), 1001);
    assert_eq!(Service::from_fault(&Service::RouteMissing.into()), Some(Service::RouteMissing));
    let large = || Large::Fault007 { volume: "a".into(), size: 7 };
    for error in [Service::Large(large()), Service::LargeAgain(large())] {
        assert_eq!(Service::from_fault(&error.into()), Some(Service::Large(large())));
    }
}

large! {
    Fault000 Fault001 Fault002 Fault003 Fault004 Fault005 Fault006 Fault007 Fault008 Fault009
    Fault010 Fault011 Fault012 Fault013 Fault014 Fault015 Fault016 Fault017 Fault018 Fault019
    Fault020 Fault021 Fault022 Fault023 Fault024 Fault025 Fault026 Fault027 Fault028 Fault029
    Fault030 Fault031 Fault032 Fault033 Fault034 Fault035 Fault036 Fault037 Fault038 Fault039
    Fault040 Fault041 Fault042 Fault043 Fault044 Fault045 Fault046 Fault047 Fault048 Fault049
    Fault050 Fault051 Fault052 Fault053 Fault054 Fault055 Fault056 Fault057 Fault058 Fault059
    Fault060 Fault061 Fault062 Fault063 Fault064 Fault065 Fault066 Fault067 Fault068 Fault069
    Fault070 Fault071 Fault072 Fault073 Fault074 Fault075 Fault076 Fault077 Fault078 Fault079
    Fault080 Fault081 Fault082 Fault083 Fault084 Fault085 Fault086 Fault087 Fault088 Fault089
    Fault090 Fault091 Fault092 Fault093 Fault094 Fault095 Fault096 Fault097 Fault098 Fault099
    Fault100 Fault101 Fault102 Fault103 Fault104 Fault105 Fault106 Fault107 Fault108 Fault109
    Fault110 Fault111 Fault112 Fault113 Fault114 Fault115 Fault116 Fault117 Fault118 Fault119
    Fault120 Fault121 Fault122 Fault123 Fault124 Fault125 Fault126 Fault127 Fault128 Fault129
    Fault130 Fault131 Fault132 Fault133 Fault134 Fault135 Fault136 Fault137 Fault138 Fault139
    Fault140 Fault141 Fault142 Fault143 Fault144 Fault145 Fault146 Fault147 Fault148 Fault149
    Fault150 Fault151 Fault152 Fault153 Fault154 Fault155 Fault156 Fault157 Fault158 Fault159
    Fault160 Fault161 Fault162 Fault163 Fault164 Fault165 Fault166 Fault167 Fault168 Fault169
    Fault170 Fault171 Fault172 Fault173 Fault174 Fault175 Fault176 Fault177 Fault178 Fault179
    Fault180 Fault181 Fault182 Fault183 Fault184 Fault185 Fault186 Fault187 Fault188 Fault189
    Fault190 Fault191 Fault192 Fault193 Fault194 Fault195 Fault196 Fault197 Fault198 Fault199
    Fault200 Fault201 Fault202 Fault203 Fault204 Fault205 Fault206 Fault207 Fault208 Fault209
    Fault210 Fault211 Fault212 Fault213 Fault214 Fault215 Fault216 Fault217 Fault218 Fault219
    Fault220 Fault221 Fault222 Fault223 Fault224 Fault225 Fault226 Fault227 Fault228 Fault229
    Fault230 Fault231 Fault232 Fault233 Fault234 Fault235 Fault236 Fault237 Fault238 Fault239
    Fault240 Fault241 Fault242 Fault243 Fault244 Fault245 Fault246 Fault247 Fault248 Fault249
    Fault250 Fault251 Fault252 Fault253 Fault254 Fault255 Fault256 Fault257 Fault258 Fault259
    Fault260 Fault261 Fault262 Fault263 Fault264 Fault265 Fault266 Fault267 Fault268 Fault269
    Fault270 Fault271 Fault272 Fault273 Fault274 Fault275 Fault276 Fault277 Fault278 Fault279
    Fault280 Fault281 Fault282 Fault283 Fault284 Fault285 Fault286 Fault287 Fault288 Fault289
    Fault290 Fault291 Fault292 Fault293 Fault294 Fault295 Fault296 Fault297 Fault298 Fault299
    Fault300 Fault301 Fault302 Fault303 Fault304 Fault305 Fault306 Fault307 Fault308 Fault309
    Fault310 Fault311 Fault312 Fault313 Fault314 Fault315 Fault316 Fault317 Fault318 Fault319
    Fault320 Fault321 Fault322 Fault323 Fault324 Fault325 Fault326 Fault327 Fault328 Fault329
    Fault330 Fault331 Fault332 Fault333 Fault334 Fault335 Fault336 Fault337 Fault338 Fault339
    Fault340 Fault341 Fault342 Fault343 Fault344 Fault345 Fault346 Fault347 Fault348 Fault349
    Fault350 Fault351 Fault352 Fault353 Fault354 Fault355 Fault356 Fault357 Fault358 Fault359
    Fault360 Fault361 Fault362 Fault363 Fault364 Fault365 Fault366 Fault367 Fault368 Fault369
    Fault370 Fault371 Fault372 Fault373 Fault374 Fault375 Fault376 Fault377 Fault378 Fault379
    Fault380 Fault381 Fault382 Fault383 Fault384 Fault385 Fault386 Fault387 Fault388 Fault389
    Fault390 Fault391 Fault392 Fault393 Fault394 Fault395 Fault396 Fault397 Fault398 Fault399
    Fault400 Fault401 Fault402 Fault403 Fault404 Fault405 Fault406 Fault407 Fault408 Fault409
    Fault410 Fault411 Fault412 Fault413 Fault414 Fault415 Fault416 Fault417 Fault418 Fault419
    Fault420 Fault421 Fault422 Fault423 Fault424 Fault425 Fault426 Fault427 Fault428 Fault429
    Fault430 Fault431 Fault432 Fault433 Fault434 Fault435 Fault436 Fault437 Fault438 Fault439
    Fault440 Fault441 Fault442 Fault443 Fault444 Fault445 Fault446 Fault447 Fault448 Fault449
    Fault450 Fault451 Fault452 Fault453 Fault454 Fault455 Fault456 Fault457 Fault458 Fault459
    Fault460 Fault461 Fault462 Fault463 Fault464 Fault465 Fault466 Fault467 Fault468 Fault469
    Fault470 Fault471 Fault472 Fault473 Fault474 Fault475 Fault476 Fault477 Fault478 Fault479
    Fault480 Fault481 Fault482 Fault483 Fault484 Fault485 Fault486 Fault487 Fault488 Fault489
    Fault490 Fault491 Fault492 Fault493 Fault494 Fault495 Fault496 Fault497 Fault498 Fault499
}
