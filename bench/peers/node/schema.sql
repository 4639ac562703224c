-- One set of tables for all tenants: what a Node team would write first, and the quickest form there is.
CREATE TABLE chat (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant text NOT NULL,
    cliente_id text NOT NULL,
    cerrado boolean NOT NULL DEFAULT false,
    creado_en timestamptz NOT NULL DEFAULT now(),
    actividad_en timestamptz NOT NULL DEFAULT now(),
    ultimo_seq int NOT NULL DEFAULT 0,
    ultimo_texto text NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX one_open_chat_of_a_cliente ON chat (tenant, cliente_id) WHERE NOT cerrado;

CREATE TABLE mensaje (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    chat_id bigint NOT NULL REFERENCES chat,
    seq int NOT NULL,
    uid uuid NOT NULL,
    autor_tipo text NOT NULL,
    autor_id text NOT NULL,
    texto text NOT NULL,
    creado_en timestamptz NOT NULL DEFAULT now(),
    UNIQUE (chat_id, seq)
);
