### Español: los mensajes de todos los fallos que puede recibir un cliente del servicio de demostración.
###
### El identificador de cada mensaje es el código del fallo y su atributo .title es el título.
### Los parámetros son los de la plantilla en inglés. Lo que va entre comillas simples es texto del cliente o un nombre
### de la interfaz, y no se traduce.

## Protocolo: lo que falla antes de llegar a una operación o fuera de ella

request_malformed = La solicitud no es HTTP válido.
    .title = Solicitud mal formada

route_not_found = No se encontró el recurso.
    .title = No encontrado

method_not_allowed = El método no está permitido para este recurso.
    .title = Método no permitido

path_invalid = La ruta no corresponde a ningún recurso.
    .title = No encontrado

query_invalid = La cadena de consulta no es válida.
    .title = Consulta no válida

header_invalid = Falta una cabecera o no es válida.
    .title = Cabecera no válida

body_malformed = El cuerpo de la solicitud está mal formado.
    .title = Cuerpo mal formado

body_invalid = El cuerpo de la solicitud no tiene la forma esperada.
    .title = Cuerpo no válido

media_type_unsupported = El tipo de contenido del cuerpo de la solicitud no se admite.
    .title = Tipo de contenido no admitido

not_acceptable = No está disponible ninguno de los tipos de contenido aceptados.
    .title = No aceptable

request_timeout = La solicitud tardó demasiado.
    .title = Tiempo de espera agotado

length_required = La solicitud debe declarar la longitud de su cuerpo.
    .title = Longitud obligatoria

body_too_large = El cuerpo de la solicitud es demasiado grande.
    .title = Cuerpo demasiado grande

uri_too_long = La dirección de la solicitud es demasiado larga.
    .title = URI demasiado largo

range_invalid = El intervalo solicitado no se puede satisfacer.
    .title = Intervalo no válido

upgrade_required = La solicitud debe pedir un cambio de protocolo.
    .title = Cambio de protocolo obligatorio

headers_too_large = Las cabeceras de la solicitud son demasiado grandes.
    .title = Cabeceras demasiado grandes

unauthenticated = La solicitud requiere credenciales válidas.
    .title = No autenticado

forbidden = Se denegó el acceso.
    .title = Prohibido

internal = Se produjo un error en el servidor o este no puede realizar la operación solicitada.
    .title = Error interno

upstream_failed = Falló un servicio del que depende este.
    .title = Puerta de enlace incorrecta

unavailable = El servicio no está disponible por ahora.
    .title = Servicio no disponible

upstream_timeout = Un servicio del que depende este no respondió a tiempo.
    .title = Tiempo de espera de la puerta de enlace agotado

## Estados sin más explicación

bad_request = Solicitud incorrecta
    .title = Solicitud incorrecta

not_found = No encontrado
    .title = No encontrado

conflict = Conflicto
    .title = Conflicto

unprocessable_entity = Entidad no procesable
    .title = Entidad no procesable

too_many_requests = Demasiadas solicitudes
    .title = Demasiadas solicitudes

## Volúmenes

volume_not_found = No se encontró el volumen { $volume_id }.
    .title = Volumen no encontrado

volume_name_in_use = Ya existe un volumen con el nombre { $name }.
    .title = Nombre de volumen en uso

volume_in_use = El volumen { $volume_id } está en uso y no se puede eliminar.
    .title = Volumen en uso

volume_not_extendable =
    El volumen { $volume_id } debe estar disponible para poder ampliarlo, pero { $status ->
        [in-use] está en uso
       *[other] su estado es { $status }
    }.
    .title = El volumen no se puede ampliar

volume_shrunk = El nuevo tamaño no debe ser menor que el actual, de { $size } GiB; no se puede aceptar { $new_size }.
    .title = El volumen no se puede reducir

quota_exceeded = Un volumen de { $size } GiB supera la cuota de { $quota } GiB.
    .title = Cuota superada

size_invalid =
    { $resource ->
        [Volume] El valor de 'size' del volumen
        [Datastore] El valor de 'size' del almacén de datos
       *[other] El valor de 'size' de { $resource }
    } debe ser un número entero positivo; no se puede aceptar { $size }.
    .title = Tamaño no válido

marker_not_found = No se encontró el marcador { $marker }.
    .title = Marcador no encontrado

queue_token_not_found = No se encontró el token de cola { $queue_token }.
    .title = Token de cola no encontrado

## Cuerpo de la solicitud

attribute_missing = Falta el atributo '{ $attribute }' en el cuerpo de la solicitud.
    .title = Falta un atributo

attribute_unknown = El atributo '{ $attribute }' no se reconoce aquí.
    .title = Atributo desconocido

attribute_too_long =
    El atributo '{ $attribute }' no debe superar { $max ->
        [one] un carácter
       *[other] los { $max } caracteres
    }.
    .title = Atributo demasiado largo

attribute_type_invalid =
    El atributo '{ $pointer }' debe ser { $expected ->
        [text] un texto
        [number] un número
        [boolean] un valor booleano
        [list] una lista
        [object] un objeto
       *[other] de tipo { $expected }
    }, no { $found ->
        [text] un texto
        [number] un número
        [boolean] un valor booleano
        [list] una lista
        [object] un objeto
        [null] un valor nulo
       *[other] de tipo { $found }
    }.
    .title = Tipo de atributo no válido

body_type_invalid =
    El cuerpo de la solicitud debe ser { $expected ->
        [object] un objeto
       *[other] de tipo { $expected }
    }, no { $found ->
        [text] un texto
        [number] un número
        [boolean] un valor booleano
        [list] una lista
        [object] un objeto
        [null] un valor nulo
       *[other] de tipo { $found }
    }.
    .title = Tipo de cuerpo no válido

action_unknown = No existe la acción '{ $action }'.
    .title = Acción desconocida

action_ambiguous =
    El cuerpo de la solicitud debe contener exactamente una acción, pero { $count ->
        [0] no contiene ninguna
       *[other] contiene { $count }
    }.
    .title = No es una sola acción

## Parámetros de consulta

parameter_unknown = El parámetro de consulta '{ $parameter }' no se reconoce aquí.
    .title = Parámetro de consulta desconocido

parameter_refused = El parámetro de consulta '{ $parameter }' no se reconoce aquí.
    .title = Parámetro de consulta no admitido

parameter_invalid = El parámetro de consulta '{ $parameter }' debe ser uno de los siguientes: { $choices }. No se puede aceptar '{ $value }'.
    .title = Parámetro de consulta no válido

parameter_repeated = El parámetro de consulta '{ $parameter }' no se debe indicar más de una vez.
    .title = Parámetro de consulta repetido

parameters_conflict = El parámetro de consulta '{ $parameter }' no se debe indicar junto con '{ $other }'.
    .title = Parámetros de consulta incompatibles

sort_invalid = El parámetro de consulta '{ $parameter }' debe ser una lista como 'name:asc,size:desc', con estas claves: { $keys }. No se puede aceptar '{ $value }'.
    .title = Orden no válido

metadata_invalid = El parámetro de consulta '{ $parameter }' debe ser un objeto JSON cuyos miembros sean textos; no se puede aceptar '{ $value }'.
    .title = Metadatos no válidos

page_invalid = El parámetro de consulta '{ $parameter }' debe ser un número entero de 0 a { $max }; no se puede aceptar '{ $value }'.
    .title = Página no válida

## Almacenes de datos y tareas

object_not_found =
    No se encontró { $kind ->
        [datastore] el almacén de datos
        [task] la tarea
       *[other] el objeto de tipo { $kind }
    } con el identificador { $id }.
    .title = Objeto no encontrado

datastore_name_in_use = El nombre ya existe.
    .title = Nombre duplicado

datastore_in_use = El almacén de datos { $datastore_id } está en uso.
    .title = Almacén de datos en uso

invalid_grant = Credenciales incorrectas
    .title = Autorización no válida

## Muestras: los identificadores que fallan a petición del cliente

sample_echo = { $message }
    .title = Eco

sample_400 = La solicitud contiene un error.
    .title = Solicitud incorrecta

sample_401 = El token no está autorizado para acceder al recurso.
    .title = No autorizado

sample_403 = Se denegó el acceso al recurso.
    .title = Prohibido

sample_404 = No se encontró el recurso.
    .title = No encontrado

sample_405 = El método no está permitido para este recurso.
    .title = Método no permitido

sample_406 = El recurso no tiene ninguna representación aceptable.
    .title = No aceptable

sample_409 = El estado del recurso no permite la solicitud.
    .title = Conflicto

sample_412 = No se cumplió una condición previa.
    .title = Error de condición previa

sample_413 = La solicitud supera un límite.
    .title = Límite superado

sample_415 = El tipo de contenido no se admite.
    .title = Tipo de contenido no admitido

sample_416 = No existe esa página.
    .title = El intervalo no se puede satisfacer

sample_417 = Error de la aplicación.
    .title = Error de la aplicación

sample_422 = En este momento no se pudo procesar el recurso.
    .title = No procesable

sample_429 = Demasiadas solicitudes.
    .title = Demasiadas solicitudes

sample_500 = Se produjo un error en el servidor.
    .title = Error interno

sample_501 = El método no está implementado.
    .title = No implementado

sample_502 = Falló el almacén de datos.
    .title = Puerta de enlace incorrecta

sample_503 = Fuera de servicio por mantenimiento.
    .title = No disponible

## Infracciones: qué regla se incumple; el lugar se indica aparte

violation-conflict = No se debe indicar junto con otro de los parámetros de la solicitud.
violation-enum = El valor no es uno de los admitidos.
violation-format = El valor no tiene el formato esperado.
violation-max_length = El valor es demasiado largo.
violation-minimum = El valor debe ser un número entero positivo.
violation-range = El valor debe ser un número entero dentro del intervalo admitido.
violation-repeated = No se debe indicar más de una vez.
violation-required = El valor es obligatorio.
violation-type = El valor no es del tipo esperado.
violation-unknown = '{ $place }' no se reconoce aquí.
