### Español: los mensajes de los fallos que añaden las instantáneas; los demás son los de block-storage.

snapshot_not_found = No se encontró la instantánea { $snapshot_id }.
    .title = Instantánea no encontrada

snapshot_needs_force = El volumen { $volume_id } está { $status ->
    [in-use] en uso
   *[other] { $status }
}; para hacer una instantánea de todos modos, pídala con 'force'.
    .title = La instantánea debe forzarse

snapshot_limit_reached = El volumen { $volume_id } tiene { $limit } instantáneas y no se permiten más.
    .title = Límite de instantáneas alcanzado
