CREATE TABLE "product_stores" (
	"tenant_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	CONSTRAINT "product_stores_tenant_id_product_id_store_id_pk" PRIMARY KEY("tenant_id","product_id","store_id")
);
--> statement-breakpoint
ALTER TABLE "product_stores" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "closed_gaps" (
	"tenant_id" uuid NOT NULL,
	"terminal_id" uuid NOT NULL,
	"from_sequence" bigint NOT NULL,
	"through_sequence" bigint NOT NULL,
	"reason" text NOT NULL,
	"closed_by_id" uuid NOT NULL,
	"closed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "closed_gaps_tenant_id_terminal_id_from_sequence_pk" PRIMARY KEY("tenant_id","terminal_id","from_sequence"),
	CONSTRAINT "closed_gaps_range_check" CHECK (from_sequence > 0 and through_sequence >= from_sequence)
);
--> statement-breakpoint
ALTER TABLE "closed_gaps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recovered_events" (
	"tenant_id" uuid NOT NULL,
	"terminal_id" uuid NOT NULL,
	"sequence" bigint NOT NULL,
	"hash" text NOT NULL,
	"sale_id" uuid NOT NULL,
	"source_event_id" uuid NOT NULL,
	CONSTRAINT "recovered_events_tenant_id_terminal_id_sequence_pk" PRIMARY KEY("tenant_id","terminal_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "recovered_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "products" ADD COLUMN "is_everywhere" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "deviations" ADD COLUMN "resolved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "deviations" ADD COLUMN "resolved_by_id" uuid;--> statement-breakpoint
ALTER TABLE "deviations" ADD COLUMN "resolution_note" text;--> statement-breakpoint
ALTER TABLE "event_inbox" ADD COLUMN "applied_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "event_inbox" ADD COLUMN "resolution" text;--> statement-breakpoint
ALTER TABLE "event_inbox" ADD COLUMN "resolved_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "event_inbox" ADD COLUMN "resolved_by_id" uuid;--> statement-breakpoint
ALTER TABLE "event_inbox" ADD COLUMN "resolution_event_id" uuid;--> statement-breakpoint
ALTER TABLE "sales" ADD COLUMN "is_late" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "pulled_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "is_storage_persisted" boolean;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "storage_used_bytes" bigint;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "storage_quota_bytes" bigint;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "retired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "revoked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "wiped_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "gap_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "apply_failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "apply_after" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "terminals" ADD COLUMN "apply_error" text;--> statement-breakpoint
ALTER TABLE "product_stores" ADD CONSTRAINT "product_stores_tenant_id_product_id_products_tenant_id_id_fk" FOREIGN KEY ("tenant_id","product_id") REFERENCES "public"."products"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closed_gaps" ADD CONSTRAINT "closed_gaps_tenant_id_terminal_id_terminals_tenant_id_id_fk" FOREIGN KEY ("tenant_id","terminal_id") REFERENCES "public"."terminals"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovered_events" ADD CONSTRAINT "recovered_events_tenant_id_terminal_id_terminals_tenant_id_id_fk" FOREIGN KEY ("tenant_id","terminal_id") REFERENCES "public"."terminals"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deviations_tenant_id_terminal_id_open_idx" ON "deviations" USING btree ("tenant_id","terminal_id","at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "event_inbox_tenant_id_terminal_id_aside_idx" ON "event_inbox" USING btree ("tenant_id","terminal_id","sequence") WHERE state in ('quarantined', 'waiting_upgrade');--> statement-breakpoint
CREATE INDEX "sales_tenant_id_late_idx" ON "sales" USING btree ("tenant_id","received_at","id") WHERE is_late;--> statement-breakpoint
CREATE INDEX "terminals_tenant_id_backlog_idx" ON "terminals" USING btree ("tenant_id","apply_after") WHERE applied_sequence < received_sequence;--> statement-breakpoint
ALTER TABLE "deviations" ADD CONSTRAINT "deviations_state_check" CHECK (state in ('open', 'resolved'));--> statement-breakpoint
ALTER TABLE "event_inbox" ADD CONSTRAINT "event_inbox_resolution_check" CHECK (resolution is null or resolution in ('retried', 'posted', 'accepted'));--> statement-breakpoint
ALTER TABLE "terminals" ADD CONSTRAINT "terminals_status_check" CHECK (status in ('active', 'retired', 'revoked'));--> statement-breakpoint
CREATE POLICY "product_stores_tenant" ON "product_stores" AS PERMISSIVE FOR ALL TO public USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "closed_gaps_tenant" ON "closed_gaps" AS PERMISSIVE FOR ALL TO public USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);--> statement-breakpoint
CREATE POLICY "recovered_events_tenant" ON "recovered_events" AS PERMISSIVE FOR ALL TO public USING (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid) WITH CHECK (tenant_id = nullif(current_setting('app.tenant_id', true), '')::uuid);