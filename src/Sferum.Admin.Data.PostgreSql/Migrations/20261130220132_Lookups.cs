using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Sferum.Admin.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Lookups : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PersonContacts_PersonId",
                table: "PersonContacts");

            migrationBuilder.DropIndex(
                name: "IX_PersonContacts_Value",
                table: "PersonContacts");

            migrationBuilder.DropIndex(
                name: "IX_Guardianships_RepresentativeId",
                table: "Guardianships");

            migrationBuilder.DropIndex(
                name: "IX_GroupMemberships_PersonId",
                table: "GroupMemberships");

            migrationBuilder.CreateIndex(
                name: "IX_PersonContacts_PersonId_Kind_ValidFrom_ValidTo",
                table: "PersonContacts",
                columns: new[] { "PersonId", "Kind", "ValidFrom", "ValidTo" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonContacts_Value_PersonId_Kind_ValidFrom_ValidTo",
                table: "PersonContacts",
                columns: new[] { "Value", "PersonId", "Kind", "ValidFrom", "ValidTo" });

            migrationBuilder.CreateIndex(
                name: "IX_Guardianships_RepresentativeId_ValidFrom_ValidTo_StudentId",
                table: "Guardianships",
                columns: new[] { "RepresentativeId", "ValidFrom", "ValidTo", "StudentId" });

            migrationBuilder.CreateIndex(
                name: "IX_GroupMemberships_PersonId_ValidFrom_ValidTo_StudyGroupId",
                table: "GroupMemberships",
                columns: new[] { "PersonId", "ValidFrom", "ValidTo", "StudyGroupId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_PersonContacts_PersonId_Kind_ValidFrom_ValidTo",
                table: "PersonContacts");

            migrationBuilder.DropIndex(
                name: "IX_PersonContacts_Value_PersonId_Kind_ValidFrom_ValidTo",
                table: "PersonContacts");

            migrationBuilder.DropIndex(
                name: "IX_Guardianships_RepresentativeId_ValidFrom_ValidTo_StudentId",
                table: "Guardianships");

            migrationBuilder.DropIndex(
                name: "IX_GroupMemberships_PersonId_ValidFrom_ValidTo_StudyGroupId",
                table: "GroupMemberships");

            migrationBuilder.CreateIndex(
                name: "IX_PersonContacts_PersonId",
                table: "PersonContacts",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonContacts_Value",
                table: "PersonContacts",
                column: "Value");

            migrationBuilder.CreateIndex(
                name: "IX_Guardianships_RepresentativeId",
                table: "Guardianships",
                column: "RepresentativeId");

            migrationBuilder.CreateIndex(
                name: "IX_GroupMemberships_PersonId",
                table: "GroupMemberships",
                column: "PersonId");
        }
    }
}
